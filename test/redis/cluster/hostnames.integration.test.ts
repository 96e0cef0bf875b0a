import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import { makeCertificates } from '../../lab/servers/certificates';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { documentOf, expectExit, runCli } from '../../node/runCli';

const KEYS = 1_000;

let alone: RunningServer;
/** As a configuration endpoint: its nodes tell their names, and their certificates are for these only. */
let cluster: RunningCluster;

beforeAll(async () => {
  const certificates = await makeCertificates('DNS:localhost');
  [alone, cluster] = await Promise.all([
    startServer({ server: 'valkey-8.1', databases: 1 }),
    startCluster({
      server: 'valkey-8.1',
      masters: 3,
      tls: true,
      certificates,
      config: ['cluster-announce-hostname localhost', 'cluster-preferred-endpoint-type hostname'],
    }),
  ]);
  await fillDataset(await alone.client(), { seed: 'names', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([alone.stop(), cluster.stop()]);
});

it('reaches every node of a cluster by the name that its certificate is for', async () => {
  const [node] = cluster.masters;
  const byName = `rediss://localhost:${String(node?.tlsPort)}`;
  const byAddress = `rediss://127.0.0.1:${String(node?.tlsPort)}`;
  const trust = ['--cacert', node?.certificatePaths?.ca ?? '', '--json'];
  const refused = await runCli(['copy', '--source', alone.url, '--target', byAddress, ...trust]);
  expect(documentOf(expectExit(refused, 3))).toMatchObject({ failure: { code: 'connect.tls' } });
  const copied = await runCli([
    'copy',
    '--source',
    alone.url,
    '--target',
    byName,
    '--verify',
    'full',
    ...trust,
  ]);
  expect(documentOf(expectExit(copied, 0))).toMatchObject({
    keys: { copied: KEYS },
    verify: { status: 'done' },
  });
  const clients = await cluster.masterClients();
  for (const client of clients) expect(await client.dbsize()).toBeGreaterThan(KEYS / 6);
  const expected = await readDataset(await alone.client());
  expect(compareDatasets(expected, await readDataset(clients))).toEqual([]);
  await (await alone.client()).flushall();
  const back = await runCli(['copy', '--source', byName, '--target', alone.url, ...trust]);
  expect(documentOf(expectExit(back, 0))).toMatchObject({ keys: { copied: KEYS } });
  expect(compareDatasets(expected, await readDataset(await alone.client()))).toEqual([]);
});
