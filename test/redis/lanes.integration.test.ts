import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../../src/core/ports';
import { connect } from '../../src/redis/connect';
import { listBatch } from '../../src/redis/cluster/listBatch';
import { compareDatasets } from '../lab/dataset/compareDatasets';
import { fillDataset } from '../lab/dataset/fillDataset';
import { readDataset } from '../lab/dataset/readDataset';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import { expectExit, runCli } from '../node/runCli';

const KEYS = 3000;
const LANES = 4;
const { signal } = new AbortController();

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  [source, target] = await Promise.all([
    startServer({ server: 'redis-7.0.15', tls: true }),
    startServer({ server: 'valkey-8.1', tls: true }),
  ]);
  await fillDataset(await source.client(), { seed: 'lanes', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
});

const open = ({ host, port }: RunningServer): Promise<Server> =>
  connect({ label: 'it', address: { host, port, tls: false }, lanes: LANES }, signal);

async function bulkConnections(server: RunningServer): Promise<number> {
  const list = String(await (await server.client()).call('CLIENT', 'LIST'));
  return list.split('\n').filter((line) => line.includes('name=elasticache-migrator')).length;
}

it.each(['plain', 'TLS'])('copies everything by several connections: %s', async (line) => {
  await (await target.client()).flushall();
  const url = (server: RunningServer): string => (line === 'TLS' ? server.tlsUrl : server.url) ?? '';
  const flags = ['--lanes', String(LANES), '--json', ...(line === 'TLS' ? ['--insecure'] : [])];
  const run = await runCli(['copy', '--source', url(source), '--target', url(target), ...flags]);
  expectExit(run, 0);
  const [before, after] = await Promise.all(
    [source, target].map(async (server) => readDataset(await server.client())),
  );
  expect(compareDatasets(before ?? fail(), after ?? fail())).toEqual([]);
});

describe('a server with several lanes', () => {
  it('gives each key once, and tells once for each page where the scan stands', async () => {
    const server = await open(source);
    const seen: string[] = [];
    const cursors: string[] = [];
    for await (const batch of server.dump({ database: 0, batchBytes: 1 << 14 }, signal)) {
      for (let index = 0; index < batch.count; index++) {
        seen.push(Buffer.from(batch.key(index)).toString('latin1'));
      }
      if (batch.position !== undefined) cursors.push(batch.position.cursor);
    }
    expect(await bulkConnections(source)).toBe(1 + 1 + LANES);
    expect(seen.length).toBe(await (await source.client()).dbsize());
    expect(new Set(seen).size).toBe(seen.length);
    expect(cursors.at(-1)).toBe('0');
    expect(new Set(cursors).size).toBe(cursors.length);
    server.close();
  });

  it('writes a key that comes several times in the order in which it came', async () => {
    const client = await target.client();
    await client.flushall();
    const server = await open(target);
    const names = Array.from({ length: 200 }, (_, index) => `again:${String(index)}`);
    const payloads: Buffer[] = [];
    for (let version = 0; version < 40; version++) {
      await client.set('model', `version ${String(version)}`);
      payloads.push(await client.dumpBuffer('model'));
    }
    await Promise.all(
      payloads.map(async (payload, version) => {
        // Fewer and fewer keys: what is sent later has the shorter way.
        const some = names.slice(0, 200 - version);
        const keys = some.map((name) => ({ key: Buffer.from(name), payload, expireAt: 0 }));
        const batch = listBatch(0, keys);
        const indexes = Uint32Array.from(keys.keys());
        const request = {
          batch,
          database: 0,
          indexes,
          replaced: new Map<number, Uint8Array>(),
          replace: true,
        };
        expect((await server.restore(request, signal)).size).toBe(0);
      }),
    );
    expect(await bulkConnections(target)).toBe(1 + LANES);
    const values = await client.mget(names);
    const last = (index: number): number => Math.min(39, 199 - index);
    expect(values).toEqual(names.map((_, index) => `version ${String(last(index))}`));
    server.close();
  });

  it('tells what became of each key, whichever way it went', async () => {
    const client = await target.client();
    await client.flushall();
    const server = await open(target);
    await client.mset('b', 'held', 'd', 'held');
    const payload = await client.dumpBuffer('b');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const keys = names.map((name) => ({ key: Buffer.from(name), payload, expireAt: 0 }));
    const indexes = Uint32Array.of(0, 1, 3, 4, 5);
    const replaced = new Map<number, Uint8Array>([[4, Buffer.from('no payload at all')]]);
    const request = { batch: listBatch(0, keys), database: 0, indexes, replaced, replace: false };
    const exceptions = await server.restore(request, signal);
    expect([...exceptions].map(([index, { kind }]) => [index, kind]).sort()).toEqual([
      [1, 'exists'],
      [3, 'exists'],
      [4, 'refused'],
    ]);
    expect(await client.exists('a', 'c', 'f')).toBe(2);
    server.close();
  });
});

function fail(): never {
  throw new Error('nothing there');
}
