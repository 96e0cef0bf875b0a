import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/aws/catalogue';
import type { Catalog } from '../../src/core/catalog';
import type { AwsScope } from '../../src/core/model/awsScope';
import type { CloudFigures, Figure, FigureKind } from '../../src/core/model/cloudFigures';
import { awsEnvironment } from '../lab/aws/awsEnvironment';
import { ensureCloudWatchModel } from '../lab/aws/ensureModel';
import { FakeCloudWatch } from '../lab/aws/fakeCloudWatch';
import { startMoto, type RunningMoto } from '../lab/aws/startMoto';

// Figures and identity: on other people's moto, and on a fake that AWS's model drives. Neither knows which metrics
// ElastiCache really sends: see docs/aws-limits.md.

const PARIS: AwsScope = { profile: null, region: 'eu-west-3' };
const { signal } = new AbortController();
const MINUTE = 60_000;

let moto: RunningMoto;
let fake: FakeCloudWatch;
let catalog: Catalog;
let restore: () => Promise<void>;

beforeAll(async () => {
  [moto, fake] = await Promise.all([
    startMoto(),
    ensureCloudWatchModel().then((model) => FakeCloudWatch.start(model)),
  ]);
});

afterEach(async () => {
  expect(fake.mistakes).toEqual([]);
  catalog.forget();
  await restore();
});

afterAll(async () => {
  await moto.stop();
  await fake.stop();
});

async function use(settings: Readonly<Record<string, string>>): Promise<void> {
  restore = await awsEnvironment({
    AWS_REGION: PARIS.region,
    AWS_ACCESS_KEY_ID: 'AKIDFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret',
    ...settings,
  });
  catalog = openCatalogue({ timeout: 700 });
}

const pointsOf = (figures: readonly Figure[] | undefined, kind: FigureKind): readonly (number | null)[] =>
  figures?.find((one) => one.kind === kind)?.points ?? [];

/** The middle of the five minutes that lie so many before the last whole ones. */
const ago = (periods: number): Date =>
  new Date((Math.floor(Date.now() / (5 * MINUTE)) - periods) * 5 * MINUTE + 2 * MINUTE);

/** So that no five minutes end between what is put and what is asked. */
async function early(): Promise<void> {
  const left = 5 * MINUTE - (Date.now() % (5 * MINUTE));
  if (left < 5_000) await new Promise((resolve) => setTimeout(resolve, left + 100));
}

describe.each(['the fake', 'moto'])('figures of %s', (name) => {
  let put: (metric: string, dimension: [string, string], at: Date, value: number) => Promise<void>;

  beforeEach(async () => {
    fake.reset();
    await moto.reset();
    const url = name === 'moto' ? moto.url : fake.url;
    await use({ AWS_ENDPOINT_URL_ELASTICACHE: url, AWS_ENDPOINT_URL_CLOUDWATCH: url });
    await early();
    put = async (metric, [dimension, value], at, measured) => {
      if (name === 'the fake') {
        fake.data.push({
          region: PARIS.region,
          name: metric,
          dimension: `${dimension}=${value}`,
          at,
          value: measured,
        });
        return;
      }
      const client = new CloudWatchClient({
        endpoint: url,
        region: PARIS.region,
        credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake-secret' },
      });
      await client.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/ElastiCache',
          MetricData: [
            {
              MetricName: metric,
              Dimensions: [{ Name: dimension, Value: value }],
              Timestamp: at,
              Value: measured,
            },
          ],
        }),
      );
      client.destroy();
    };
  });

  it('are those of each node, and of the cache as a whole', async () => {
    const one: [string, string] = ['CacheClusterId', 'orders-001'];
    const other: [string, string] = ['CacheClusterId', 'orders-002'];
    await put('EngineCPUUtilization', one, ago(1), 12.5);
    await put('EngineCPUUtilization', other, ago(1), 40);
    await put('EngineCPUUtilization', one, ago(3), 7);
    await put('CurrConnections', one, ago(1), 10);
    await put('CurrConnections', other, ago(1), 5);
    await put('ReplicationLag', other, ago(2), 0.25);
    await put('EngineCPUUtilization', ['CacheClusterId', 'strange-001'], ago(1), 99);
    const found = await catalog.figures(PARIS, { nodes: ['orders-001', 'orders-002'] }, signal);
    expect(found.leftOut).toBe(0);
    expect(pointsOf(found.whole, 'cpu').slice(-3)).toEqual([7, null, 40]);
    expect(pointsOf(found.nodes.get('orders-001'), 'cpu').slice(-3)).toEqual([7, null, 12.5]);
    expect(pointsOf(found.whole, 'connections').at(-1)).toBe(15);
    expect(pointsOf(found.whole, 'lag').slice(-2)).toEqual([0.25, null]);
    expect(pointsOf(found.whole, 'memory')).toEqual(Array.from({ length: 12 }, () => null));
    expect(found.whole.map(({ kind }) => kind)).toEqual(['cpu', 'memory', 'connections', 'evictions', 'lag']);
  });

  it('are those of serverless caches, by the name that AWS has for them there', async () => {
    await put('ElastiCacheProcessingUnits', ['clusterId', 'pages'], ago(1), 600);
    await put('BytesUsedForCache', ['clusterId', 'pages'], ago(1), 2 ** 30);
    await put('BytesUsedForCache', ['CacheClusterId', 'pages'], ago(1), 1);
    const { whole } = await catalog.figures(PARIS, { serverless: 'pages' }, signal);
    expect(whole.map(({ kind, points }) => [kind, points.at(-1)])).toEqual([
      ['ecpu', 2],
      ['bytes', 2 ** 30],
      ['connections', null],
      ['evictions', null],
      ['throttled', null],
    ]);
  });
});

describe('the requests', () => {
  beforeEach(async () => {
    fake.reset();
    await use({ AWS_ENDPOINT_URL_ELASTICACHE: fake.url, AWS_ENDPOINT_URL_CLOUDWATCH: fake.url });
  });

  const nodes = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${String(index)}`);
  const ask = (count = 2): Promise<CloudFigures> => catalog.figures(PARIS, { nodes: nodes(count) }, signal);

  it('ask for all metrics of a cache at once, and for as many as a request takes', async () => {
    expect((await ask(130)).leftOut).toBe(30);
    expect(fake.calls.map(({ input }) => input.MetricDataQueries.length)).toEqual([500]);
    fake.calls.length = 0;
    expect((await ask(0)).whole.map(({ points }) => points.every((each) => each === null))).toContain(true);
    expect(fake.calls).toEqual([]);
  });

  it('follow the pages of an answer', async () => {
    await early();
    fake.pageSize = 3;
    fake.data.push({
      region: PARIS.region,
      name: 'ReplicationLag',
      dimension: 'CacheClusterId=n1',
      at: ago(1),
      value: 3,
    });
    expect(pointsOf((await ask()).nodes.get('n1'), 'lag').at(-1)).toBe(3);
    expect(fake.calls).toHaveLength(4);
  });

  it.each([
    ['deny', 'aws.permission', /cloudwatch:GetMetricData/],
    ['portal', 'aws.notAws', /network|proxy/],
    ['hang', 'aws.unreachable', /network/],
  ] as const)(
    'tell what is wrong when CloudWatch answers by %s',
    async (mood, code, words) => {
      fake.mood = mood;
      await expect(ask()).rejects.toMatchObject({ code, message: expect.stringMatching(words) as string });
    },
    20_000,
  );

  it('end when nobody wants them any more', async () => {
    fake.mood = 'hang';
    const cancel = new AbortController();
    const asking = catalog.figures(PARIS, { nodes: ['n0'] }, cancel.signal);
    setTimeout(() => {
      cancel.abort(new Error('enough'));
    }, 300);
    await expect(asking).rejects.toThrow('enough');
    await expect.poll(() => fake.abandoned).toBe(1);
  });

  it('do not go to the real AWS while those about caches go elsewhere', async () => {
    await restore();
    await use({ AWS_ENDPOINT_URL_ELASTICACHE: fake.url });
    await expect(ask()).rejects.toMatchObject({
      code: 'aws.elsewhere',
      next: 'Set AWS_ENDPOINT_URL_CLOUDWATCH, then refresh.',
    });
    await expect(catalog.identity(PARIS, signal)).rejects.toMatchObject({ code: 'aws.elsewhere' });
  });
});

describe('who asks', () => {
  it('is told by STS', async () => {
    await moto.reset();
    await use({ AWS_ENDPOINT_URL: moto.url });
    expect(await catalog.identity(PARIS, signal)).toEqual({
      account: '123456789012',
      arn: expect.stringMatching(/^arn:aws:sts::123456789012:/) as string,
    });
  });

  it('is not made up where something else answers, or nothing', async () => {
    fake.reset();
    await use({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    await expect(catalog.identity(PARIS, signal)).rejects.toMatchObject({ code: 'aws.unreachable' });
    await restore();
    fake.mood = 'portal';
    await use({ AWS_ENDPOINT_URL: fake.url });
    await expect(catalog.identity(PARIS, signal)).rejects.toMatchObject({
      what: 'Could not ask AWS who is asking',
    });
  });
});
