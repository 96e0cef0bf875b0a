import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckReport } from '../src/core/model/checkReport';
import { ensureModel } from './lab/aws/ensureModel';
import { FakeElastiCache } from './lab/aws/fakeElastiCache';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';
import type { CliRun } from './node/runCli';

const HOST = 'master.orders.abc123.euw3.cache.amazonaws.com';

let server: RunningServer;
let fake: FakeElastiCache;

beforeAll(async () => {
  server = await startServer({ server: 'valkey-8.1' });
  fake = await FakeElastiCache.start(await ensureModel('newest'));
  fake.region('eu-west-3').groups.push({
    ReplicationGroupId: 'orders',
    Engine: 'valkey',
    Status: 'available',
    MultiAZ: 'enabled',
    DataTiering: 'enabled',
    NodeGroups: [{ NodeGroupId: '0001', PrimaryEndpoint: { Address: HOST, Port: 6379 } }],
  });
});

afterAll(async () => {
  await Promise.all([server.stop(), fake.stop()]);
});

/** The endpoint of the cache leads to a server of this machine. */
async function check(words: readonly string[], env: Record<string, string> = {}): Promise<CliRun> {
  const ends = ['--source', server.url, '--target', `redis://${HOST}:6379`];
  const map = ['--target-address-map', `${HOST}:6379=127.0.0.1:${String(server.port)}`];
  const aws = {
    AWS_ENDPOINT_URL_ELASTICACHE: fake.url,
    AWS_ACCESS_KEY_ID: 'AKIDFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'eu-west-3',
  };
  return await runCli(['check', ...ends, ...map, ...words, '--json'], { env: { ...aws, ...env } });
}

const placeOf = (run: CliRun): unknown => (documentOf(run) as CheckReport).places.target;

it('tells what only AWS knows of a cache, and asks nobody unless it is told to', async () => {
  const asked = fake.calls.length;
  expect(placeOf(await check([]))).toMatchObject({ multiAz: null });
  expect(fake.calls).toHaveLength(asked);
  const run = await check(['--ask-aws']);
  expect(placeOf(run)).toMatchObject({ multiAz: true, dataTiering: true });
  expect(run.stderr).toBe('');
  expect(fake.calls.length).toBeGreaterThan(asked);
});

it('says why AWS could not be asked, and goes on', async () => {
  const run = await check(['--ask-aws'], { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
  expect(placeOf(run)).toMatchObject({ multiAz: null });
  expect(run.stderr).toMatch(/^Warning: .*no AWS credentials.*stays unknown\.$/m);
  expect(expectExit(await check(['--ask-aws', '--rdb', 'x.rdb']), 2).stderr).toMatch(/--ask-aws|--source/);
});
