import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import type { CompositeAlarm, MetricAlarm, StateValue } from '@aws-sdk/client-cloudwatch';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/aws/catalogue';
import type { Catalog } from '../../src/core/catalog';
import type { AwsScope } from '../../src/core/model/awsScope';
import type { CloudAlarm } from '../../src/core/model/cloudAlarm';
import { awsEnvironment } from '../lab/aws/awsEnvironment';
import { ensureCloudWatchModel } from '../lab/aws/ensureModel';
import { FakeCloudWatch } from '../lab/aws/fakeCloudWatch';
import { startMoto, type RunningMoto } from '../lab/aws/startMoto';

// Alarms: on other people's moto, and on a fake that AWS's model drives. See docs/aws-limits.md for what neither knows.

const PARIS: AwsScope = { profile: null, region: 'eu-west-3' };
const TOPIC = 'arn:aws:sns:eu-west-3:123456789012:people';
const { signal } = new AbortController();

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

async function read(aborted = signal): Promise<CloudAlarm[]> {
  const found: CloudAlarm[] = [];
  for await (const page of catalog.alarms(PARIS, aborted)) found.push(...page);
  return found;
}

const byName = (found: readonly CloudAlarm[], name: string): CloudAlarm | undefined =>
  found.find((one) => one.name === name);

/** What is the same in every alarm here. */
const THRESHOLD = {
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: 1,
  Threshold: 80,
} as const;

type NamedAlarm = MetricAlarm & { readonly AlarmName: string };

const ofNode = (
  node: string,
  name = 'Evictions',
  namespace = 'AWS/ElastiCache',
): Omit<MetricAlarm, 'AlarmName'> => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: [{ Name: 'CacheClusterId', Value: node }],
  Statistic: 'Maximum',
  Period: 60,
});

describe.each(['the fake', 'moto'])('alarms of %s', (name) => {
  let put: (alarm: NamedAlarm, state: StateValue) => Promise<void>;
  let client: CloudWatchClient;

  beforeEach(async () => {
    fake.reset();
    await moto.reset();
    const url = name === 'moto' ? moto.url : fake.url;
    await use({ AWS_ENDPOINT_URL_ELASTICACHE: url, AWS_ENDPOINT_URL_CLOUDWATCH: url });
    client = new CloudWatchClient({
      endpoint: url,
      region: PARIS.region,
      credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake-secret' },
    });
    put = async (alarm, state) => {
      if (name === 'the fake') {
        const AlarmArn = `arn:aws:cloudwatch:eu-west-3:123456789012:alarm:${alarm.AlarmName}`;
        fake.alarms.push({
          region: PARIS.region,
          metric: { ActionsEnabled: true, ...THRESHOLD, AlarmArn, ...alarm, StateValue: state },
        });
        return;
      }
      await client.send(new PutMetricAlarmCommand({ ...THRESHOLD, ...alarm }));
      const { AlarmName } = alarm;
      await client.send(
        new SetAlarmStateCommand({ AlarmName, StateValue: state, StateReason: 'the test says so' }),
      );
    };
  });
  afterEach(() => {
    client.destroy();
  });

  it('are those of caches, with their states, and whether somebody is told', async () => {
    const told = { AlarmActions: [TOPIC] };
    await put({ AlarmName: 'quiet', ...ofNode('orders-001'), ...told }, 'OK');
    await put({ AlarmName: 'loud', ...ofNode('orders-002', 'CurrConnections'), ...told }, 'ALARM');
    await put({ AlarmName: 'blind', ...ofNode('orders-001') }, 'INSUFFICIENT_DATA');
    await put({ AlarmName: 'off', ...ofNode('orders-001'), ...told, ActionsEnabled: false }, 'OK');
    await put({ AlarmName: 'of a server', ...ofNode('orders-001', 'CPUUtilization', 'AWS/EC2') }, 'ALARM');
    const found = await read();
    expect(found.map((one) => [one.name, one.state, one.tells]).sort()).toEqual([
      ['blind', 'blind', false],
      ['loud', 'alarm', true],
      ['off', 'ok', false],
      ['quiet', 'ok', true],
    ]);
    expect(byName(found, 'loud')?.metrics).toEqual([
      { name: 'CurrConnections', dimensions: [{ name: 'CacheClusterId', value: 'orders-002' }] },
    ]);
  });

  it('may compute with metrics', async () => {
    const stat = (Id: string, node: string): NonNullable<MetricAlarm['Metrics']>[number] => ({
      Id,
      ReturnData: false,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ElastiCache',
          MetricName: 'GetTypeCmds',
          Dimensions: [{ Name: 'CacheClusterId', Value: node }],
        },
        Period: 60,
        Stat: 'Sum',
      },
    });
    await put(
      {
        AlarmName: 'sum',
        Metrics: [
          stat('a', 'orders-001'),
          stat('b', 'orders-002'),
          { Id: 'whole', Expression: 'a + b', Label: 'both', ReturnData: true },
        ],
      },
      'ALARM',
    );
    const found = byName(await read(), 'sum');
    expect(found).toMatchObject({ state: 'alarm', queries: [] });
    expect(found?.metrics.map(({ dimensions }) => dimensions[0]?.value)).toEqual([
      'orders-001',
      'orders-002',
    ]);
  });

  it('are told page by page', async () => {
    for (let index = 0; index < 130; index += 1) {
      await put({ AlarmName: `a${String(index)}`, ...ofNode('orders-001') }, 'OK');
    }
    expect(new Set((await read()).map((one) => one.name)).size).toBe(130);
  }, 30_000);

  it('are none at first', async () => {
    expect(await read()).toEqual([]);
  });
});

describe('what moto does not know of alarms', () => {
  beforeEach(async () => {
    fake.reset();
    await use({ AWS_ENDPOINT_URL_ELASTICACHE: fake.url, AWS_ENDPOINT_URL_CLOUDWATCH: fake.url });
  });

  const add = (AlarmName: string, alarm: MetricAlarm): void => {
    fake.alarms.push({ region: PARIS.region, metric: { AlarmName, StateValue: 'ALARM', ...alarm } });
  };

  it('is that automatic scaling has its own, and that one may ask for all caches', async () => {
    const AlarmActions = [
      'arn:aws:autoscaling:eu-west-3:123456789012:scalingPolicy:1:resource/elasticache/x',
    ];
    add('TargetTracking-low', { ...ofNode('orders-001'), AlarmActions });
    const Expression = 'SELECT MAX(EngineCPUUtilization) FROM "AWS/ElastiCache"';
    add('every', { Metrics: [{ Id: 'q', Expression, Period: 60 }] });
    add('of servers', { Metrics: [{ Id: 'q', Expression: 'SELECT MAX(x) FROM "AWS/EC2"', Period: 60 }] });
    expect((await read()).map(({ name, scales, queries }) => [name, scales, queries])).toEqual([
      ['TargetTracking-low', true, []],
      ['every', false, [Expression]],
    ]);
  });

  it('is that one may be made of others', async () => {
    add('cpu', ofNode('orders-001'));
    const composite: CompositeAlarm = {
      AlarmName: 'any',
      AlarmRule: 'ALARM("cpu")',
      StateValue: 'OK',
      AlarmActions: [TOPIC],
    };
    fake.alarms.push({ region: PARIS.region, composite });
    expect(byName(await read(), 'any')).toMatchObject({
      state: 'ok',
      rule: 'ALARM("cpu")',
      tells: true,
      metrics: [],
    });
  });

  it('is asked for a hundred at a time, of both kinds', async () => {
    for (let index = 0; index < 130; index += 1) add(`a${String(index)}`, ofNode('orders-001'));
    expect(await read()).toHaveLength(130);
    expect(fake.alarmCalls.map(({ input }) => [input.MaxRecords, input.AlarmTypes])).toEqual(
      [1, 2].map(() => [100, ['MetricAlarm', 'CompositeAlarm']]),
    );
  });

  it.each([
    ['deny', 'aws.permission', /may not use cloudwatch:DescribeAlarms.*which only reads/],
    ['portal', 'aws.notAws', /network|proxy/],
    ['hang', 'aws.unreachable', /network/],
  ] as const)(
    'is how CloudWatch answers by %s',
    async (mood, code, words) => {
      fake.mood = mood;
      await expect(read()).rejects.toMatchObject({ code, message: expect.stringMatching(words) as string });
    },
    20_000,
  );

  it('is that nobody wants them any more', async () => {
    fake.mood = 'hang';
    const cancel = new AbortController();
    const asking = read(cancel.signal);
    setTimeout(() => {
      cancel.abort(new Error('enough'));
    }, 300);
    await expect(asking).rejects.toThrow('enough');
    await expect.poll(() => fake.abandoned).toBe(1);
  });

  it('is not asked of the real AWS while caches are asked for elsewhere', async () => {
    await restore();
    await use({ AWS_ENDPOINT_URL_ELASTICACHE: fake.url });
    await expect(read()).rejects.toMatchObject({
      code: 'aws.elsewhere',
      next: 'Set AWS_ENDPOINT_URL_CLOUDWATCH, then refresh.',
    });
  });
});
