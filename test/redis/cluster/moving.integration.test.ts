import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { copyBetween, verifyBetween } from './clusterRuns';
import { fillSlots, startMovingSlots } from './moveSlots';

const FILLED = 16_000;
/** In each of the first slots that move. */
const SLOTS = { count: 40, keys: 50 };
const KEYS = FILLED + 2 * SLOTS.count * SLOTS.keys;
/** MIGRATE sends what is left of an expiry, so the servers themselves put it off by as long as they are held up. */
const TOLERANCE = { expiryToleranceMs: 1_000 };

let alone: RunningServer;
let back: RunningServer;
let cluster: RunningCluster;

beforeAll(async () => {
  [alone, back, cluster] = await Promise.all([
    startServer({ server: 'redis-7.0.15', databases: 1 }),
    startServer({ server: 'redis-7.0.15' }),
    startCluster({ server: 'redis-7.0.15', masters: 3 }),
  ]);
  const client = await alone.client();
  await fillDataset(client, { seed: 'moving', keys: FILLED });
  for (const first of [0, 6_000]) await fillSlots(client, first, SLOTS.count, SLOTS.keys);
});

afterAll(async () => {
  await Promise.all([alone.stop(), back.stop(), cluster.stop()]);
});

/** Copies while slots move from one node to another, at least one at each step; says how many moved. */
async function copyWhileMoving(
  source: RunningServer,
  target: RunningServer,
  [from, to, first]: readonly [number, number, number],
): Promise<number> {
  const [giver, taker] = [cluster.masters[from], cluster.masters[to]];
  if (giver === undefined || taker === undefined) throw new Error('no such node');
  const slots = startMovingSlots(giver, taker, first);
  const result = await copyBetween(source, target, () => slots.next());
  const moved = await slots.stop();
  expect(result.failure).toBeUndefined();
  expect(result.status).toBe('done');
  return moved;
}

const entry = (): RunningServer => cluster.masters[2] ?? alone;

it('loses nothing while slots of the target move', async () => {
  expect(await copyWhileMoving(alone, entry(), [0, 1, 0])).toBeGreaterThan(10);
  const expected = await readDataset(await alone.client());
  const actual = await readDataset(await cluster.masterClients());
  expect(compareDatasets(expected, actual, TOLERANCE)).toEqual([]);
  const verified = await verifyBetween(alone, entry());
  expect(verified.keys).toMatchObject({ compared: KEYS, extra: 0 });
  expect(verified.differences.filter(({ kinds }) => kinds.some((kind) => kind !== 'expiry'))).toEqual([]);
});

it('loses nothing while slots of the source move', async () => {
  expect(await copyWhileMoving(entry(), back, [1, 0, 6_000])).toBeGreaterThan(10);
  const expected = await readDataset(await alone.client());
  expect(compareDatasets(expected, await readDataset(await back.client()), TOLERANCE)).toEqual([]);
});
