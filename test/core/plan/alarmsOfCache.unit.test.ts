import { describe, expect, it } from 'vitest';
import type { CloudAlarm } from '../../../src/core/model/cloudAlarm';
import { alarmsOfCache } from '../../../src/core/plan/alarmsOfCache';
import type { MeasuredCache } from '../../../src/core/plan/alarmsOfCache';

const ORDERS: MeasuredCache = {
  id: 'orders',
  serverless: false,
  nodes: ['orders-001', 'orders-002'],
  replicas: true,
};
const PAGES: MeasuredCache = { id: 'pages', serverless: true, nodes: [], replicas: false };

function alarm(name: string, change: Partial<CloudAlarm> = {}): CloudAlarm {
  return {
    name,
    arn: `arn:aws:cloudwatch:eu-west-3:123456789012:alarm:${name}`,
    state: 'ok',
    metrics: [],
    queries: [],
    rule: null,
    tells: false,
    scales: false,
    ...change,
  };
}

function metric(dimension: string, value: string, name = 'Evictions'): CloudAlarm['metrics'][number] {
  return { name, dimensions: [{ name: dimension, value }] };
}

const names = (cache: MeasuredCache, ...all: CloudAlarm[]): string[] =>
  alarmsOfCache(cache, all).map(({ name }) => name);

describe('the alarms of a cache', () => {
  it('look at its nodes, or at all of it', () => {
    const all = [
      alarm('node', { metrics: [metric('CacheClusterId', 'orders-002')] }),
      alarm('one of its nodes', {
        metrics: [
          {
            name: 'Evictions',
            dimensions: [
              { name: 'CacheClusterId', value: 'orders-001' },
              { name: 'CacheNodeId', value: '0001' },
            ],
          },
        ],
      }),
      alarm('group', { metrics: [metric('ReplicationGroupId', 'orders')] }),
      alarm('other node', { metrics: [metric('CacheClusterId', 'orders-0010')] }),
      alarm('other dimension', { metrics: [metric('clusterId', 'orders')] }),
      alarm('nothing', { metrics: [{ name: 'Evictions', dimensions: [] }] }),
    ];
    expect(names(ORDERS, ...all)).toEqual(['node', 'one of its nodes', 'group']);
    expect(alarmsOfCache(ORDERS, all).map(({ nodes }) => nodes)).toEqual([
      ['orders-002'],
      ['orders-001'],
      [],
    ]);
    expect(names(PAGES, alarm('it', { metrics: [metric('clusterId', 'pages')] }), ...all)).toEqual(['it']);
  });

  it('may compute with several metrics', () => {
    const [found] = alarmsOfCache(ORDERS, [
      alarm('sum', {
        metrics: [
          metric('CacheClusterId', 'orders-001'),
          metric('CacheClusterId', 'orders-002'),
          metric('CacheClusterId', 'other-001', 'CurrItems'),
        ],
      }),
    ]);
    expect(found).toMatchObject({ metrics: ['Evictions'], nodes: ['orders-001', 'orders-002'] });
  });

  it('may ask for all caches, or for named ones', () => {
    const query = (text: string): CloudAlarm => alarm(text, { queries: [text] });
    const every = query('SELECT MAX(EngineCPUUtilization) FROM "AWS/ElastiCache"');
    const named = query(
      `SELECT MAX("Evictions") FROM SCHEMA("AWS/ElastiCache", CacheClusterId) WHERE CacheClusterId = 'orders-001'`,
    );
    const other = query(
      `SELECT MAX(Evictions) FROM SCHEMA("AWS/ElastiCache", CacheClusterId) WHERE CacheClusterId = 'orders-0010'`,
    );
    expect(alarmsOfCache(ORDERS, [every, named, other]).map(({ metrics }) => metrics)).toEqual([
      ['EngineCPUUtilization'],
      ['Evictions'],
    ]);
  });

  it('may be made of others, which tell somebody by it', () => {
    const metrics = [metric('CacheClusterId', 'orders-001')];
    const found = alarmsOfCache(ORDERS, [
      alarm('top', { rule: `ALARM("middle") OR ALARM("of something else")`, tells: true }),
      alarm('middle', {
        rule: `NOT OK(arn:aws:cloudwatch:eu-west-3:123456789012:alarm:cpu) AND INSUFFICIENT_DATA('x')`,
      }),
      alarm('foreign', { rule: 'ALARM(strange)', tells: true }),
      alarm('cpu', { metrics }),
      alarm('strange', { metrics: [metric('CacheClusterId', 'strange-001')] }),
    ]);
    expect(found.map(({ name, tells }) => [name, tells]).sort()).toEqual([
      ['cpu', true],
      ['middle', true],
      ['top', true],
    ]);
    const [alone] = alarmsOfCache(ORDERS, [alarm('cpu', { metrics })]);
    expect(alone?.tells).toBe(false);
  });

  it('do not count where they only steer scaling', () => {
    const metrics = [metric('ReplicationGroupId', 'orders')];
    expect(names(ORDERS, alarm('TargetTracking-low', { metrics, scales: true, state: 'alarm' }))).toEqual([]);
  });
});
