import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { documentOf, expectExit, runCli } from '../../node/runCli';

const KEYS = 3_000;
/** What a serverless cache does not offer either, besides what the lab takes from every restricted server. */
const FURTHER = ['MODULE', 'ACL', 'MONITOR', 'LATENCY', 'SLOWLOG', 'FAILOVER', 'WAIT'];

let alone: RunningServer;
let back: RunningServer;
/** As a serverless cache looks: a cluster of one node with every slot, TLS only, one database, many commands missing. */
let serverless: RunningServer;

beforeAll(async () => {
  [alone, back, serverless] = await Promise.all([
    startServer({ server: 'redis-8.0', databases: 1 }),
    startServer({ server: 'valkey-9.1' }),
    startServer({
      server: 'valkey-8.1',
      cluster: true,
      restricted: true,
      tls: true,
      config: FURTHER.map((command) => `rename-command ${command} ""`),
    }),
  ]);
  const client = await serverless.client();
  await client.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16_383);
  for (;;) if (String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) break;
  await fillDataset(await alone.client(), { seed: 'serverless', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([alone.stop(), back.stop(), serverless.stop()]);
});

it('copies into and out of what looks like a serverless cache', async () => {
  const env = { NODE_EXTRA_CA_CERTS: serverless.certificatePaths?.ca ?? '' };
  const cache = serverless.tlsUrl ?? '';
  for (const [from, to] of [
    [alone.url, cache],
    [cache, back.url],
  ]) {
    const ends = ['--source', from ?? '', '--target', to ?? ''];
    expect((await runCli(['check', ...ends], { env })).stdout).not.toContain('ERROR');
    const copied = documentOf(await runCli(['copy', ...ends, '--json'], { env }));
    // What Valkey 8.1 cannot hold, the TTLs of hash fields, counts as lost, not as quarantined.
    expect(copied).toMatchObject({ keys: { copied: KEYS, quarantined: 0 } });
    const verified = await runCli(['verify', ...ends, '--json'], { env });
    expect(documentOf(verified)).toMatchObject({ keys: { different: 0, extra: 0 } });
  }
  const expected = await readDataset(await serverless.client());
  expect(expected.size).toBe(KEYS);
  expect(compareDatasets(expected, await readDataset(await back.client()))).toEqual([]);
  expectExit(await runCli(['verify', '--source', cache, '--target', back.url], { env }), 0);
});
