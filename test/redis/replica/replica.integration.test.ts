import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VerifyResult } from '../../../src/core/model/verification';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import { startReplicated } from '../../lab/servers/startReplicated';
import { startServer } from '../../lab/servers/startServer';
import { documentOf, expectExit, runCli } from '../../node/runCli';

const KEYS = 1_200;
/** Asks whether it may be read, of a key that is not there. */
const PROBES = 3;

let target: RunningServer;

beforeAll(async () => {
  target = await startServer({ server: 'valkey-9.1' });
});

afterAll(async () => {
  await target.stop();
});

/** How often a command was called since the server started. */
async function calls(server: RunningServer, command: string): Promise<number> {
  const info = await (await server.client()).info('commandstats');
  return Number(new RegExp(`^cmdstat_${command}:calls=(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

async function copy(source: RunningServer): Promise<ReturnType<typeof runCli>> {
  await (await target.client()).flushall();
  const ends = ['--source', source.url, '--target', target.url];
  return runCli(['copy', ...ends, '--read-from', 'replica', '--json']);
}

/** Verifies in every way, and holds that the primaries are asked about no keys. */
async function sparesPrimaries(primaries: readonly RunningServer[], source: RunningServer): Promise<void> {
  const asked = (): Promise<number[]> =>
    Promise.all(
      primaries.flatMap((primary) =>
        ['scan', 'dump', 'exists', 'type', 'strlen', 'hlen', 'pexpiretime', 'hscan', 'getrange'].map(
          (command) => calls(primary, command),
        ),
      ),
    );
  const before = await asked();
  const ends = ['--source', source.url, '--target', target.url, '--read-from', 'replica', '--json'];
  for (const mode of ['quick', 'full', 'sample:100']) {
    const run = expectExit(await runCli(['verify', ...ends, '--verify', mode]), 0);
    expect(documentOf(run)).toMatchObject({ status: 'done', keys: { different: 0, extra: 0 } });
  }
  // Part by part each key takes its own time: some are enough.
  const parts = ['--verify', 'full', '--match', '*11*', '--big-key-bytes', '1'];
  const { keys } = documentOf(expectExit(await runCli(['verify', ...ends, ...parts]), 0)) as VerifyResult;
  expect(keys.compared).toBeGreaterThan(20);
  expect(await asked()).toEqual(before);
}

it('reads from a replica of a primary that stands alone', async () => {
  await using source = await startReplicated({ server: 'redis-7.0.15', replicas: 2 });
  const client = await source.primary.client();
  await fillDataset(client, { seed: 'replica', keys: KEYS });
  // Has expired by the primary, and is hidden by the replica.
  await client.set('gone', 'x', 'PX', 1);
  const run = expectExit(await copy(source.primary), 0);
  expect(documentOf(run)).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  expect(await calls(source.primary, 'dump')).toBeLessThanOrEqual(PROBES);
  const [one, other] = await Promise.all(source.replicas.map((replica) => calls(replica, 'dump')));
  expect((one ?? 0) + (other ?? 0)).toBeGreaterThanOrEqual(KEYS);
  await sparesPrimaries([source.primary], source.primary);
  const expected = await readDataset(client);
  expect(compareDatasets(expected, await readDataset(await target.client()))).toEqual([]);
});

it('reads from a replica of each node of a cluster', async () => {
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3, replicas: 1 });
  await fillDataset(await cluster.masterClients(), { seed: 'replica', keys: KEYS });
  const run = expectExit(await copy(cluster.masters[1] ?? target), 0);
  expect(documentOf(run)).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  await sparesPrimaries(cluster.masters, cluster.masters[1] ?? target);
  for (const master of cluster.masters) expect(await calls(master, 'dump')).toBeLessThanOrEqual(PROBES);
  for (const replica of cluster.replicas) expect(await calls(replica, 'dump')).toBeGreaterThan(KEYS / 6);
  const expected = await readDataset(await cluster.masterClients());
  expect(compareDatasets(expected, await readDataset(await target.client()))).toEqual([]);
});

it('copies nothing where there is no replica that is in step, and says why', async () => {
  await using source = await startReplicated({ server: 'valkey-8.1' });
  await (await source.primary.client()).set('key', 'value');
  const alone = await startServer({ server: 'valkey-8.1' });
  await (await alone.client()).set('key', 'value');
  expect(expectExit(await copy(alone), 3).stderr).toContain('a replica of the source: it has none');
  await alone.stop();
  const [replica] = source.replicas;
  const client = await replica?.client();
  // Linked to nobody, though its primary may not know it yet.
  await client?.call('REPLICAOF', '127.0.0.1', 1);
  expect(expectExit(await copy(source.primary), 3).stderr).toMatch(/it has none|not linked to its primary/);
  expect(await (await target.client()).dbsize()).toBe(0);
});
