import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import { keySlot } from './lab/dataset/keySlot';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import type { RunningCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

const NAMES = Array.from({ length: 3_000 }, (_, index) => `key:${String(index)}`);
const inSlots = (from: number, to: number): string[] =>
  NAMES.filter((name) => {
    const slot = keySlot(Buffer.from(name));
    return slot >= from && slot <= to;
  }).sort();

let alone: RunningServer;
let cluster: RunningCluster;
let target: RunningServer;
let masters: Redis[];
let to: Redis;

beforeAll(async () => {
  [alone, cluster, target] = await Promise.all([
    startServer({ server: 'redis-8.0' }),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
    startServer({ server: 'valkey-9.1' }),
  ]);
  masters = await cluster.masterClients();
  to = await target.client();
  await (await alone.client()).mset(NAMES.flatMap((name) => [name, name]));
  await filled();
});

afterEach(async () => {
  await to.flushall();
});

afterAll(async () => {
  await Promise.all([alone.stop(), cluster.stop(), target.stop()]);
});

/** Puts the keys where they belong: the masters have a third of the slots each. */
async function filled(): Promise<void> {
  for (const name of NAMES)
    await masters[Math.floor((keySlot(Buffer.from(name)) * 3) / 16_384)]?.set(name, name);
}

async function copied(source: string, slots: string): Promise<string[]> {
  const ends = ['--source', source, '--target', target.url];
  const run = await runCli(['copy', ...ends, '--slots', slots, '--json']);
  const { keys, functions } = documentOf(expectExit(run, 0)) as CopyResult;
  const held = await to.keys('*');
  expect(keys).toMatchObject({ scanned: held.length, copied: held.length, excluded: 0 });
  expect(functions).toBe(0);
  return held.sort();
}

it('takes the slots named of a server that stands alone', async () => {
  expect(await copied(alone.url, '0-99,16383,5000-6000')).toEqual(
    [...inSlots(0, 99), ...inSlots(5000, 6000), ...inSlots(16383, 16383)].sort(),
  );
});

it('takes them of a cluster, and scans only the nodes that serve them', async () => {
  const scans = async (): Promise<number[]> =>
    Promise.all(
      masters.map(async (node) =>
        Number(/cmdstat_scan:calls=(\d+)/.exec(await node.info('commandstats'))?.[1] ?? 0),
      ),
    );
  const before = await scans();
  // The last slots of the first master, and one of the second.
  expect(await copied(cluster.masters[2]?.url ?? '', '5400-5461,5463')).toEqual(
    [...inSlots(5400, 5461), ...inSlots(5463, 5463)].sort(),
  );
  const asked = (await scans()).map((calls, index) => calls - (before[index] ?? 0));
  // One each to ask whether it is allowed.
  expect(asked[2]).toBe(1);
  expect(asked[0]).toBeGreaterThan(1);
});
