import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Cluster } from 'ioredis';
import { afterEach, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import { startCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import type { ServerOptions } from './lab/servers/serverOptions';
import type { RunningServer } from './lab/servers/runningServer';
import { documentOf, expectExit, startCli } from './node/runCli';

/** A hash of 512 MB: 256,000 fields of 2 kB. Made by the server itself, which is quickest. */
const FILL_LARGE = `
  local value = string.rep('x', 2000)
  for index = 1, 256000 do redis.call('HSET', KEYS[1], index, value) end
  for index = 1, 20 do redis.call('SET', 'mb:' .. index, string.rep(index, 500000)) end
`;

/** A hash of so many fields of 1 kB that cannot be compressed, one of which expires: no server but Redis can read it. */
const FILL_HASH = `
  local word = ''
  for index = 1, 25 do word = word .. redis.sha1hex(KEYS[1] .. index) end
  for index = 1, tonumber(ARGV[1]) do redis.call('HSET', KEYS[1], index, index .. string.reverse(word)) end
  redis.call('HPEXPIRE', KEYS[1], 100000000, 'FIELDS', 1, 1)
`;

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function start(options: ServerOptions): Promise<RunningServer> {
  const server = await startServer(options);
  stops.push(() => server.stop());
  return server;
}

/** Copies, and tells the most memory that the program took meanwhile, in bytes. */
async function copyOf(
  urls: { source: string; target: string },
  exitCode: number,
  ...flags: string[]
): Promise<{ result: CopyResult; peak: number }> {
  const { child, done } = await startCli([
    ...['copy', '--source', urls.source, '--target', urls.target, '--json', ...flags],
  ]);
  let peak = 0;
  const sampling = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024);
    } catch {
      // It has ended.
    }
  }, 50);
  const result = documentOf(expectExit(await done, exitCode)) as CopyResult;
  clearInterval(sampling);
  // Else it was not measured.
  expect(peak).toBeGreaterThan(40e6);
  return { result, peak };
}

it('copies a key of 512 MB at default settings in 200 MB of memory', async () => {
  const source = await start({ server: 'redis-8.0' });
  const target = await start({ server: 'valkey-8.1' });
  await (await source.client()).eval(FILL_LARGE, 1, 'large');
  const { result, peak } = await copyOf({ source: source.url, target: target.url }, 0);
  expect(result).toMatchObject({ status: 'done', keys: { copied: 21 } });
  expect(peak).toBeLessThan(200e6);
  const reader = await target.client();
  expect(await reader.hlen('large')).toBe(256_000);
  expect(await reader.dbsize()).toBe(21);
});

it.each([
  ['at default settings, whole', 200e6, 'plain', []],
  ['at default settings by TLS, whole', 200e6, 'TLS', ['--insecure']],
  ['with --max-memory 150M, part by part', 150e6, 'plain', ['--max-memory', '150M']],
] as const)('copies six keys of 58 MB %s', async (_, most, line, flags) => {
  const tls = line === 'TLS';
  const [source, target] = [
    await start({ server: 'redis-7.0.15', tls }),
    await start({ server: 'redis-7.0.15', tls }),
  ];
  const client = await source.client();
  const values = Array.from({ length: 6 }, () => randomBytes(58e6));
  for (const [index, value] of values.entries()) await client.set(`key:${String(index)}`, value);
  const url = (server: RunningServer): string => (tls ? (server.tlsUrl ?? '') : server.url);
  const { result, peak } = await copyOf({ source: url(source), target: url(target) }, 0, ...flags);
  expect(result).toMatchObject({ status: 'done', keys: { copied: 6 } });
  expect(peak).toBeLessThan(most);
  const reader = await target.client();
  for (const [index, value] of values.entries()) {
    expect((await reader.getBuffer(`key:${String(index)}`))?.equals(value)).toBe(true);
  }
});

it.each([
  ['200M', 200e6],
  ['150M', 150e6],
] as const)('re-encodes hashes of 1 to 20 MB in --max-memory %s', async (bound, most) => {
  const source = await start({ server: 'redis-8.0' });
  const target = await start({ server: 'valkey-8.1' });
  const client = await source.client();
  const fields = [
    ...Array.from({ length: 40 }, () => 1000),
    ...Array.from({ length: 9 }, (_, index) => (index < 6 ? 10_000 : 20_000)),
  ];
  for (const [index, count] of fields.entries())
    await client.eval(FILL_HASH, 1, `hash:${String(index)}`, count);
  const urls = { source: source.url, target: target.url };
  const { result, peak } = await copyOf(urls, 1, '--max-memory', bound);
  expect(result).toMatchObject({
    keys: { copied: fields.length },
    losses: [{ kind: 'hash-field-ttl', count: fields.length }],
  });
  expect(peak).toBeLessThan(most);
  const reader = await target.client();
  for (const [index, count] of fields.entries())
    expect(await reader.hlen(`hash:${String(index)}`)).toBe(count);
  expect(await reader.hgetall('hash:48')).toEqual(await client.hgetall('hash:48'));
});

it("shares the memory out between a cluster's nodes", async () => {
  const source = await startCluster({ server: 'redis-7.0.15', masters: 3 });
  stops.push(() => source.stop());
  const target = await start({ server: 'redis-7.0.15' });
  const [{ host, port, url }] = source.nodes as [RunningServer];
  const client = new Cluster([{ host, port }]);
  stops.push(() => client.quit());
  // As large as is copied whole, nearly.
  const value = randomBytes(38e6);
  // Two keys of each node.
  for (const tag of ['a', 'b', 'c', 'd', 'e', 'f']) await client.set(`{${tag}}`, value);
  const { result, peak } = await copyOf({ source: url, target: target.url }, 0);
  expect(result).toMatchObject({ status: 'done', keys: { copied: 6 } });
  expect(peak).toBeLessThan(200e6);
  expect((await (await target.client()).getBuffer('{a}'))?.equals(value)).toBe(true);
});
