import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { faultyCopy } from '../../core/copy/faultyCopy';

/** More than is on its way at once. */
const KEYS = 12_000;
const BYTES = 4_000;

let alone: RunningServer;
let cluster: RunningCluster;

beforeAll(async () => {
  [alone, cluster] = await Promise.all([
    startServer({ server: 'redis-8.0', debugCommand: true }),
    startCluster({ server: 'valkey-8.1', masters: 3, replicas: 1 }),
  ]);
  await (await alone.client()).call('DEBUG', 'POPULATE', KEYS, 'key', BYTES);
});

afterAll(async () => {
  await Promise.all([alone.stop(), cluster.stop()]);
});

it('what a master took that its replica never got is written again when the replica takes its place', async () => {
  const [dying, ...others] = cluster.masters;
  const [heir, entry] = cluster.replicas;
  if (dying === undefined || heir === undefined || entry === undefined) throw new Error('no such node');
  const master = await dying.client();
  let cutOff = Infinity;
  let taken = false;
  const { result } = await faultyCopy(
    { source: alone, target: entry },
    { onConflict: 'replace' },
    async ({ keys }) => {
      await sleep(5);
      if (cutOff === Infinity && keys.copied > KEYS / 4) {
        heir.pause();
        await master.call('CLIENT', 'KILL', 'TYPE', 'replica');
        cutOff = await master.dbsize();
      } else if (!taken && keys.copied > KEYS / 2 && (await master.dbsize()) > cutOff + 100) {
        taken = true;
        await dying.kill();
        heir.resume();
        await (await heir.client()).call('CLUSTER', 'FAILOVER', 'TAKEOVER');
      }
    },
  );
  expect(result.failure).toBeUndefined();
  expect(taken).toBe(true);
  expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  expect(result.notices?.join()).toMatch(/another server took its place.*everything is copied again/);
  const clients = await Promise.all([heir, ...others].map((node) => node.client()));
  const expected = await readDataset(await alone.client());
  expect(compareDatasets(expected, await readDataset(clients))).toEqual([]);
});
