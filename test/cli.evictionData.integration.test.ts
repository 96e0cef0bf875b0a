import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

const KEYS = 2_000;
/** Idle times are kept in steps of ten seconds at most, and go on while we look. */
const IDLE_TOLERANCE = 20;

const lru: RunningServer[] = [];
const lfu: RunningServer[] = [];

beforeAll(async () => {
  const policy = (name: string): string[] => ['maxmemory 200mb', `maxmemory-policy ${name}`];
  lru.push(
    await startServer({ server: 'redis-7.0.15', config: policy('allkeys-lru') }),
    await startServer({ server: 'valkey-9.1', config: policy('volatile-lru') }),
  );
  lfu.push(
    await startServer({
      server: 'valkey-8.1',
      // Without decay what was set is what is read.
      config: [...policy('allkeys-lfu'), 'lfu-decay-time 0'],
      aclUsers: ['reader on nopass ~* +@all -object'],
    }),
    await startServer({ server: 'redis-8.0.6', config: [...policy('volatile-lfu'), 'lfu-decay-time 0'] }),
  );
});

afterAll(async () => {
  await Promise.all([...lru, ...lfu].map((server) => server.stop()));
});

function ends([source, target]: readonly RunningServer[]): [RunningServer, RunningServer] {
  if (source === undefined || target === undefined) throw new Error('an end is missing');
  return [source, target];
}

/** Fills a server with keys, every other one expiring, each with the figure that `figureOf` says. */
async function fill(
  client: Redis,
  flag: 'IDLETIME' | 'FREQ',
  figureOf: (index: number) => number,
): Promise<void> {
  await client.set('model', 'x'.repeat(50));
  const payload = await client.dumpBuffer('model');
  await client.del('model');
  const far = Date.now() + 3_600_000;
  const pipeline = client.pipeline();
  for (let index = 0; index < KEYS; index++) {
    const expiry = index % 2 === 0 ? [0] : [far];
    const absolute = index % 2 === 0 ? [] : ['ABSTTL'];
    pipeline.call('RESTORE', `key:${String(index)}`, ...expiry, payload, ...absolute, flag, figureOf(index));
  }
  await pipeline.exec();
}

async function figures(client: Redis, subcommand: 'IDLETIME' | 'FREQ'): Promise<number[]> {
  const pipeline = client.pipeline();
  for (let index = 0; index < KEYS; index++) pipeline.call('OBJECT', subcommand, `key:${String(index)}`);
  return ((await pipeline.exec()) ?? []).map(([, figure]) => Number(figure));
}

async function copy([source, target]: readonly [RunningServer, RunningServer], flag = true): Promise<void> {
  await (await target.client()).flushall();
  const options = flag ? ['--eviction-data'] : [];
  const run = await runCli(['copy', '--source', source.url, '--target', target.url, ...options, '--json']);
  expectExit(run, 0);
  expect(documentOf(run)).toMatchObject({ status: 'done', keys: { copied: KEYS } });
}

it('carries idle times between LRU policies, and only on request', async () => {
  const [source, target] = ends(lru);
  const idleOf = (index: number): number => 1_000 + index * 100;
  await fill(await source.client(), 'IDLETIME', idleOf);
  await copy([source, target]);
  const arrived = await figures(await target.client(), 'IDLETIME');
  const off = arrived.map((idle, index) => Math.abs(idle - idleOf(index)));
  expect(Math.max(...off)).toBeLessThan(IDLE_TOLERANCE);
  await copy([source, target], false);
  expect(Math.max(...(await figures(await target.client(), 'IDLETIME')))).toBeLessThan(IDLE_TOLERANCE);
});

it('leaves the idle times of a source from 7.2 on as they were', async () => {
  const [, source] = ends(lru);
  const [target] = ends(lru);
  const client = await source.client();
  await client.flushall();
  await fill(client, 'IDLETIME', () => 5_000);
  await copy([source, target]);
  expect(Math.min(...(await figures(client, 'IDLETIME')))).toBeGreaterThanOrEqual(4_980);
});

it('carries frequencies between LFU policies', async () => {
  const [source, target] = ends(lfu);
  const frequencyOf = (index: number): number => index % 256;
  await fill(await source.client(), 'FREQ', frequencyOf);
  await copy([source, target]);
  const arrived = await figures(await target.client(), 'FREQ');
  expect(arrived.map((frequency, index) => frequency - frequencyOf(index))).toEqual(arrived.map(() => 0));
});

it('takes a target of the other policy, which forgets what it cannot use', async () => {
  const [source] = ends(lfu);
  const [, target] = ends(lru);
  await fill(await source.client(), 'FREQ', () => 200);
  await copy([source, target]);
  expect(Math.max(...(await figures(await target.client(), 'IDLETIME')))).toBeLessThan(IDLE_TOLERANCE);
});

it('names the right that lacks before anything is written', async () => {
  const [source, target] = ends(lfu);
  await (await target.client()).flushall();
  const url = source.url.replace('://', '://reader@');
  const run = await runCli(['copy', '--source', url, '--target', target.url, '--eviction-data']);
  expectExit(run, 3);
  expect(run.stderr).toContain('OBJECT');
  expect(await (await target.client()).dbsize()).toBe(0);
});
