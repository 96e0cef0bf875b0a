import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { copyBetween, dawdle, verifyBetween } from './clusterRuns';

const KEYS = 10_000;

let alone: RunningServer;
let back: RunningServer;
let cluster: RunningCluster;
const dead = new Set<RunningServer>();

beforeAll(async () => {
  [alone, back, cluster] = await Promise.all([
    startServer({ server: 'valkey-8.1', databases: 1 }),
    startServer({ server: 'valkey-8.1' }),
    startCluster({
      server: 'valkey-8.1',
      masters: 3,
      replicas: 1,
      config: ['cluster-node-timeout 1500'],
    }),
  ]);
  await fillDataset(await alone.client(), { seed: 'failover', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([alone.stop(), back.stop(), cluster.stop()]);
});

/** A client for each node that is a master now. */
async function masterClients(): Promise<Redis[]> {
  const living = cluster.nodes.filter((node) => !dead.has(node));
  const clients = await Promise.all(living.map((node) => node.client()));
  const roles = await Promise.all(clients.map((client) => client.role()));
  return clients.filter((_, index) => roles[index]?.[0] === 'master');
}

/** Copies, and kills a master in the middle of it. */
async function copyWhileDying(source: RunningServer, target: RunningServer, index: number): Promise<void> {
  const victim = cluster.masters[index];
  if (victim === undefined) throw new Error('no such node');
  let steps = 0;
  const slowly = dawdle(10);
  const result = await copyBetween(source, target, async () => {
    if (++steps === 5) {
      dead.add(victim);
      await victim.kill();
    }
    await slowly();
  });
  expect(result.failure).toBeUndefined();
  expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  expect(dead.has(victim)).toBe(true);
}

const entry = (): RunningServer => cluster.replicas[2] ?? alone;

it('ends with equal data when a master of the target dies', async () => {
  await copyWhileDying(alone, entry(), 0);
  const expected = await readDataset(await alone.client());
  expect(compareDatasets(expected, await readDataset(await masterClients()))).toEqual([]);
  expect(await verifyBetween(alone, entry())).toMatchObject({ status: 'done', keys: { equal: KEYS } });
});

it('ends with equal data when a master of the source dies', async () => {
  await copyWhileDying(entry(), back, 1);
  const expected = await readDataset(await alone.client());
  expect(compareDatasets(expected, await readDataset(await back.client()))).toEqual([]);
});
