import { describe, expect, it } from 'vitest';
import { WHO_ASKS, completeTooltip, figuresOf } from '../../../src/app/cloud/completeTooltip';
import { FigureCache } from '../../../src/app/cloud/figureCache';
import type { PlacedCache } from '../../../src/app/cloud/placedCache';
import type { AwsIdentity } from '../../../src/core/model/awsScope';
import type { ReplicationGroup } from '../../../src/core/model/cloudCache';
import type { CloudFigures, FiguresOf } from '../../../src/core/model/cloudFigures';
import { Failure } from '../../../src/core/model/failure';

const scope = { profile: null, region: 'eu-west-3' };
const node = (id: string) => ({ id, role: null, zone: null, address: null });
const group: ReplicationGroup = {
  kind: 'replication group',
  id: 'orders',
  arn: null,
  status: 'available',
  engine: 'valkey',
  tls: 'none',
  auth: 'none',
  atRestEncryption: null,
  address: null,
  description: '',
  nodeType: null,
  clusterMode: false,
  shards: [{ id: '0001', status: 'available', slots: null, nodes: [node('orders-001'), node('orders-002')] }],
  readerAddress: null,
  failover: false,
  multipleZones: false,
  userGroups: [],
  dataTiering: false,
  global: null,
};
const placed: PlacedCache = { scope, cache: group };
const SUBJECT = 'eu-west-3/replication group/orders';

const found: CloudFigures = {
  until: Date.UTC(2026, 10, 21, 10, 5),
  whole: [
    { kind: 'cpu', points: [0, 100, null, 12.34] },
    { kind: 'lag', points: [null] },
    { kind: 'memory', points: [null] },
  ],
  nodes: new Map([['orders-002', [{ kind: 'lag', points: [0.25] }]]]),
  leftOut: 3,
};

interface Asking {
  readonly of: FiguresOf;
  readonly signal: AbortSignal;
  readonly answer: (figures: CloudFigures) => void;
  readonly fail: (failure: Failure) => void;
}

function opened(): {
  asking: Asking[];
  clock: { now: number };
  cloud: Parameters<typeof completeTooltip>[0];
} {
  const asking: Asking[] = [];
  const clock = { now: 0 };
  const figures = new FigureCache(
    {
      figures: (_scope, of, signal) =>
        new Promise((answer, fail) => {
          signal.addEventListener('abort', () => {
            fail(new Error('ended'));
          });
          asking.push({ of, signal, answer, fail });
        }),
    },
    () => clock.now,
  );
  const identity = (): Promise<AwsIdentity> =>
    Promise.resolve({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/me' });
  return {
    asking,
    clock,
    cloud: { figures, identity, find: (subject) => (subject === SUBJECT ? placed : undefined) },
  };
}

describe('the tooltip of the first row', () => {
  const { signal } = new AbortController();

  it('tells who asks, or why that is not known', async () => {
    const { cloud } = opened();
    const text = (await completeTooltip(cloud, WHO_ASKS, signal)).replaceAll('\\', '');
    expect(text).toMatch(/Account.*123456789012/);
    expect(text).toContain('arn:aws:iam::123456789012:user/me');
    const failing = {
      ...cloud,
      identity: () =>
        Promise.reject(
          new Failure('aws.signIn', { what: 'no', why: 'the SSO session has ended', next: 'Sign in.' }),
        ),
    };
    expect(await completeTooltip(failing, WHO_ASKS, signal)).toBe(
      'Who asks is not known: the SSO session has ended.',
    );
  });
});

describe('the tooltip of a cache', () => {
  const { signal } = new AbortController();

  it('gets lines of what was measured, and says what was not', async () => {
    const { asking, cloud } = opened();
    const whole = completeTooltip(cloud, figuresOf(SUBJECT), signal);
    const one = completeTooltip(cloud, figuresOf(SUBJECT, 'orders-002'), signal);
    expect(asking.map(({ of }) => of)).toEqual([{ nodes: ['orders-001', 'orders-002'] }]);
    asking[0]?.answer(found);
    const text = (await whole).replaceAll('\\', '');
    expect(text).toContain('The hour until 10:05 UTC');
    expect(text).toContain('▁█·▂ latest 12.3 %, least 0 %, most 100 %');
    expect(text).toMatch(/Memory in use.*nothing was measured/);
    expect(text).not.toContain('Replication lag');
    expect(text).toContain('Without 3 more nodes');
    expect((await one).replaceAll('\\', '')).toContain('latest 0.25 s');
    expect(await completeTooltip(cloud, figuresOf('gone'), signal)).toBe('');
  });

  it('asks anew after two minutes, and after a failure, which it tells in a line', async () => {
    const { asking, clock, cloud } = opened();
    const first = completeTooltip(cloud, SUBJECT, signal);
    asking[0]?.fail(
      new Failure('aws.permission', {
        what: 'Could not',
        why: 'these AWS credentials may not use cloudwatch:GetMetricData',
        next: 'Ask for it.',
      }),
    );
    const text = await first;
    expect(text.replaceAll('\\', '')).toBe(
      'No figures: these AWS credentials may not use cloudwatch:GetMetricData. Ask for it.',
    );
    const second = completeTooltip(cloud, SUBJECT, signal);
    asking[1]?.answer(found);
    await second;
    clock.now = 119_999;
    await completeTooltip(cloud, SUBJECT, signal);
    expect(asking).toHaveLength(2);
    clock.now = 120_000;
    const third = completeTooltip(cloud, SUBJECT, signal);
    expect(asking).toHaveLength(3);
    asking[2]?.answer(found);
    await third;
  });

  it('ends the request when the last one who waits has left, not before', async () => {
    const { asking, cloud } = opened();
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = [one, other].map(({ signal: left }) => completeTooltip(cloud, SUBJECT, left));
    const outcomes = Promise.allSettled(waits);
    one.abort(new Error('left'));
    expect(asking[0]?.signal.aborted).toBe(false);
    other.abort(new Error('left'));
    expect(asking[0]?.signal.aborted).toBe(true);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = completeTooltip(cloud, SUBJECT, signal);
    expect(asking).toHaveLength(2);
    asking[1]?.answer(found);
    expect(await again).toContain('▁█·▂');
  });
});
