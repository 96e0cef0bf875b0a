import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAlarms } from '../../../src/app/cloud/cacheAlarms';
import type { AlarmsSeen, AlarmWork, CloudShown } from '../../../src/app/cloud/cacheAlarms';
import { readGates } from '../../../src/app/desk/gateFacts';
import { gatesOf } from '../../../src/app/panel/wizard/gates';
import type { WizardState } from '../../../src/app/panel/wizard/wizardState';
import { openCatalogue } from '../../../src/aws/catalogue';
import type { Catalog } from '../../../src/core/catalog';
import type { Endpoint } from '../../../src/core/model/endpoint';
import { measuredCache } from '../../../src/core/plan/alarmsOfCache';
import { cacheAt } from '../../../src/core/plan/cacheAt';
import { connect } from '../../../src/redis/connect';
import { awsEnvironment } from '../../lab/aws/awsEnvironment';
import { ensureCloudWatchModel, ensureModel } from '../../lab/aws/ensureModel';
import { FakeCloudWatch } from '../../lab/aws/fakeCloudWatch';
import { FakeElastiCache } from '../../lab/aws/fakeElastiCache';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { endpoint } from '../samples';

// The alarms of a cache, found and judged: a real server that the fake of ElastiCache lists, and alarms of the fake of
// CloudWatch.

const REGION = 'eu-west-3';
const HOST = 'master.orders.abc123.euw3.cache.amazonaws.com';
const { signal } = new AbortController();

let caches: FakeElastiCache;
let watch: FakeCloudWatch;
let catalog: Catalog;
let restore: () => Promise<void>;
const logged: string[] = [];

beforeAll(async () => {
  [caches, watch] = await Promise.all([
    ensureModel('newest').then((model) => FakeElastiCache.start(model)),
    ensureCloudWatchModel().then((model) => FakeCloudWatch.start(model)),
  ]);
});

beforeEach(async () => {
  caches.reset();
  watch.reset();
  logged.length = 0;
  await use({ AWS_ENDPOINT_URL_CLOUDWATCH: watch.url });
});

afterEach(async () => {
  expect([caches.mistakes, watch.mistakes]).toEqual([[], []]);
  catalog.forget();
  await restore();
});

afterAll(async () => {
  await caches.stop();
  await watch.stop();
});

async function use(settings: Readonly<Record<string, string>>): Promise<void> {
  restore = await awsEnvironment({
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL_ELASTICACHE: caches.url,
    AWS_ACCESS_KEY_ID: 'AKIDFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret',
    ...settings,
  });
  catalog = openCatalogue({ timeout: 700 });
}

function work(shown: Partial<CloudShown> = {}): AlarmWork {
  const write = (line: string): void => void logged.push(line);
  return {
    catalog,
    cloud: { regions: [], kept: null, ...shown },
    log: { info: write, warn: write, error: write },
  };
}

function group(host: string, port: number): ReplicationGroup {
  return {
    ReplicationGroupId: 'orders',
    Engine: 'valkey',
    Status: 'available',
    NodeGroups: [
      {
        NodeGroupId: '0001',
        PrimaryEndpoint: { Address: host, Port: port },
        NodeGroupMembers: [{ CacheClusterId: 'orders-001' }, { CacheClusterId: 'orders-002' }],
      },
    ],
  };
}

function alarm(AlarmName: string, node: string, change: MetricAlarm = {}): void {
  watch.alarms.push({
    region: REGION,
    metric: {
      AlarmName,
      Namespace: 'AWS/ElastiCache',
      MetricName: 'EngineCPUUtilization',
      Dimensions: [{ Name: 'CacheClusterId', Value: node }],
      ActionsEnabled: true,
      AlarmActions: ['arn:aws:sns:eu-west-3:123456789012:people'],
      StateValue: 'OK',
      ...change,
    },
  });
}

const orders = (change: Partial<Endpoint> = {}): Endpoint => ({
  ...endpoint('orders', { host: HOST }),
  ...change,
});
const look = (end: Endpoint, shown: Partial<CloudShown> = {}): Promise<AlarmsSeen> =>
  readAlarms(work(shown), end, signal);

describe('the alarms of an end', () => {
  it('are those of the cache that has its address, in the account of the environment', async () => {
    caches.region(REGION).groups.push(group(HOST, 6379));
    alarm('first', 'orders-001');
    alarm('foreign', 'strange-001', { StateValue: 'ALARM' });
    expect(await look(orders())).toMatchObject({
      kind: 'seen',
      scope: { profile: null, region: REGION },
      cache: { id: 'orders', nodes: ['orders-001', 'orders-002'], replicas: true },
      alarms: [{ name: 'first', state: 'ok', metrics: ['EngineCPUUtilization'], nodes: ['orders-001'] }],
    });
    expect(watch.alarmCalls.map(({ region }) => region)).toEqual([REGION]);
  });

  it('are looked for where the ElastiCache view looks, and where the endpoint signs in', async () => {
    caches.region('us-east-1').groups.push(group(HOST, 6379));
    expect(await look(orders())).toEqual({
      kind: 'unlisted',
      asked: [{ profile: null, region: REGION }],
    });
    expect(await look(orders(), { kept: { profile: null, regions: ['us-east-1'] } })).toMatchObject({
      kind: 'seen',
      scope: { region: 'us-east-1' },
    });
    expect(await look(orders({ iam: { cache: 'orders', region: 'us-east-1' } }))).toMatchObject({
      kind: 'seen',
      scope: { region: 'us-east-1' },
    });
  });

  it('are asked of nobody for a server of one’s own', async () => {
    expect(await look(endpoint('mine'))).toEqual({ kind: 'not a cache' });
    expect([caches.calls, watch.alarmCalls]).toEqual([[], []]);
  });

  it('are not known where AWS does not tell, and it is said what to do', async () => {
    caches.region(REGION).groups.push(group(HOST, 6379));
    watch.mood = 'deny';
    expect(await look(orders())).toMatchObject({
      kind: 'unknown',
      why: 'these AWS credentials may not use cloudwatch:DescribeAlarms',
      next: expect.stringContaining('cloudwatch:DescribeAlarms, which only reads') as string,
    });
    expect(logged.join()).toContain('aws.permission');
    watch.mood = 'throttle';
    expect(await look(orders())).toMatchObject({
      kind: 'unknown',
      next: expect.stringMatching(/Wait/) as string,
    });
    await restore();
    await use({});
    expect(await look(orders())).toMatchObject({
      kind: 'unknown',
      next: expect.stringContaining('AWS_ENDPOINT_URL_CLOUDWATCH') as string,
    });
    await restore();
    await use({ AWS_REGION: '' });
    expect(await look(orders())).toMatchObject({ kind: 'unknown', why: 'no AWS region is chosen' });
    await restore();
    await use({ AWS_ACCESS_KEY_ID: '' });
    expect(await look(orders())).toMatchObject({
      kind: 'unknown',
      why: expect.stringMatching(/credentials/) as string,
    });
  }, 20_000);

  it('end with whoever asked', async () => {
    caches.region(REGION).groups.push(group(HOST, 6379));
    watch.mood = 'hang';
    const cancel = new AbortController();
    const reading = readAlarms(work(), orders(), cancel.signal);
    setTimeout(() => {
      cancel.abort();
    }, 200);
    expect(await reading).toMatchObject({ kind: 'unknown' });
    await expect.poll(() => watch.abandoned).toBe(1);
    expect(logged).toEqual([]);
  });
});

describe('the gates of a migration into a cache', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ server: 'valkey-8.1' });
  });
  afterAll(async () => {
    await server.stop();
  });

  it('tell how its alarms stand, with what the servers say', async () => {
    const here = endpoint('here', { host: server.host, port: server.port });
    const own = group(server.host, server.port);
    caches.region(REGION).groups.push(own);
    const scope = { profile: null, region: REGION };
    // As the ElastiCache view has it, from where the endpoint came.
    const shown: CloudShown['regions'][number]['caches'][number][] = [];
    for await (const page of catalog.caches([scope], signal)) {
      if (page.kind === 'replication groups') shown.push(...page.groups);
    }
    expect(shown.map(measuredCache)).toHaveLength(1);
    expect(cacheAt(here.address, shown)?.id).toBe('orders');
    const gates = async (): Promise<readonly { title: string; state: string; detail: string }[]> => {
      const world = {
        openCloud: () =>
          Promise.resolve({
            alarmsOf: (end: Endpoint, either: AbortSignal) =>
              readAlarms(work({ regions: [{ scope, caches: shown }] }), end, either),
          }),
        open: ({ name: label, address }: Endpoint, either: AbortSignal) =>
          connect({ label, address }, either),
        clock: { now: () => 7 },
      };
      const read = await readGates(world, endpoint('a', here.address), here, signal);
      if (read.kind === 'failed') throw read.failure;
      return gatesOf({
        migration: { proof: null },
        source: here,
        target: here,
        verification: { kind: 'none' },
        gates: { busy: false, facts: read.facts, problem: null },
      } as unknown as WizardState).filter(({ title }) => /alarm/i.test(title));
    };
    alarm('orders is busy', 'orders-002', { StateValue: 'ALARM' });
    expect(await gates()).toMatchObject(
      ['Alarms of the source are quiet', 'Alarms watch the target'].map((title) => ({
        title,
        state: 'failed',
        detail: 'In alarm: orders is busy (EngineCPUUtilization).',
      })),
    );
    watch.alarms.length = 0;
    expect((await gates())[1]).toMatchObject({
      state: 'warned',
      command: expect.stringContaining('Value=orders-001 ') as string,
    });
  }, 20_000);
});
