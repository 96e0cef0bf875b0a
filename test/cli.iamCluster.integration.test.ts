import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from './lab/dataset/compareDatasets';
import { fillDataset } from './lab/dataset/fillDataset';
import { readDataset } from './lab/dataset/readDataset';
import { ADMIN_PASSWORD, KEYS, startIamFront } from './lab/iam/iamFront';
import type { IamFront } from './lab/iam/iamFront';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import type { RunningCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, startCli } from './node/runCli';

// As cli.iam.integration.test.ts, of a cluster: every connection to every node signs in by a token of its own, and again.

const REGION = 'eu-west-3';
const COUNT = 1_800;
/** Four seconds at this pace: longer than any connection lives without signing in again. */
const PACE = 450;
const LIFE_MS = 3_500;

let source: RunningServer;
let cluster: RunningCluster;
let fronts: IamFront[];

beforeAll(async () => {
  source = await startServer({ server: 'valkey-8.1', databases: 1 });
  await fillDataset(await source.client(), { seed: 'iam cluster', keys: COUNT });
  cluster = await startCluster({ server: 'valkey-8.1', masters: 3, tls: true });
  fronts = await Promise.all(
    cluster.masters.map((node) =>
      startIamFront(node, {
        ...KEYS,
        user: 'writer',
        region: REGION,
        goodForMs: 3_000,
        lifeMs: LIFE_MS,
        changeMs: 600,
      }),
    ),
  );
});

afterAll(async () => {
  await Promise.all(fronts.map((front) => front.close()));
  await Promise.all([source.stop(), cluster.stop()]);
});

it('signs in again on every node while a copy goes on, also after one of them is cut off, and loses nothing', async () => {
  // Who asks through the front is told the ports without TLS.
  const map = cluster.masters.map(
    ({ port }, index) => `127.0.0.1:${String(port)}=127.0.0.1:${String(fronts[index]?.port)}`,
  );
  const run = await startCli(
    [
      ...[
        'copy',
        '--source',
        source.url,
        '--target',
        `rediss://writer@127.0.0.1:${String(cluster.masters[0]?.port)}`,
      ],
      ...['--target-cacert', cluster.masters[0]?.certificatePaths?.ca ?? ''],
      ...['--target-address-map', map.join(','), '--target-iam', `lab-cache,region=${REGION},renew=1`],
      ...['--rate-keys', String(PACE), '--verify', 'full', '--json'],
    ],
    {
      env: {
        AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    },
  );
  await sleep(2_500);
  fronts[1]?.cut();
  const done = expectExit(await run.done, 0);
  expect(documentOf(done)).toMatchObject({ status: 'done', verify: { status: 'done' } });
  expect(done.seconds).toBeGreaterThan(LIFE_MS / 1000);
  expect(done.stdout + done.stderr).not.toMatch(/X-Amz|Signature/i);
  const nodes = await Promise.all(cluster.masters.map((node) => node.client({ password: ADMIN_PASSWORD })));
  expect(compareDatasets(await readDataset(await source.client()), await readDataset(nodes))).toEqual([]);
  for (const front of fronts) {
    expect(front.again()).toBeGreaterThan(3);
    expect([front.ended(), front.refusals()]).toEqual([0, []]);
    expect(front.changes()).toBeGreaterThan(5);
  }
});
