import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { AwsScope } from '../core/model/awsScope';
import type { CloudFigures, Figure, FigureKind, FiguresOf } from '../core/model/cloudFigures';
import { t } from '../core/model/t';
import type { Accounts } from './accounts';
import { cloudWatchPages } from './cloudWatch';

/** Seconds of one point, and points of an hour. */
const PERIOD = 300;
const POINTS = 12;
/** A request takes 500 metrics. */
const MOST_NODES = 100;

interface Metric {
  readonly name: string;
  readonly stat: 'Maximum' | 'Sum';
  /** How the nodes of a cache make one figure. */
  readonly whole: 'highest' | 'sum';
  /** What a value is divided by. */
  readonly by?: number;
}

const OF_NODES: readonly (readonly [FigureKind, Metric])[] = [
  ['cpu', { name: 'EngineCPUUtilization', stat: 'Maximum', whole: 'highest' }],
  ['memory', { name: 'DatabaseMemoryUsagePercentage', stat: 'Maximum', whole: 'highest' }],
  ['connections', { name: 'CurrConnections', stat: 'Maximum', whole: 'sum' }],
  ['evictions', { name: 'Evictions', stat: 'Sum', whole: 'sum' }],
  ['lag', { name: 'ReplicationLag', stat: 'Maximum', whole: 'highest' }],
];

const OF_SERVERLESS: readonly (readonly [FigureKind, Metric])[] = [
  ['ecpu', { name: 'ElastiCacheProcessingUnits', stat: 'Sum', whole: 'sum', by: PERIOD }],
  ['bytes', { name: 'BytesUsedForCache', stat: 'Maximum', whole: 'sum' }],
  ['connections', { name: 'CurrConnections', stat: 'Maximum', whole: 'sum' }],
  ['evictions', { name: 'Evictions', stat: 'Sum', whole: 'sum' }],
  ['throttled', { name: 'ThrottledCmds', stat: 'Sum', whole: 'sum' }],
];

/** See Catalog.figures. All metrics go into one request, whose answer may come in pages. */
export async function figures(
  accounts: Accounts,
  scope: AwsScope,
  of: FiguresOf,
  signal: AbortSignal,
): Promise<CloudFigures> {
  // Serverless caches tell theirs under a name of its own.
  const [dimension, all, metrics] =
    'serverless' in of
      ? (['clusterId', [of.serverless], OF_SERVERLESS] as const)
      : (['CacheClusterId', of.nodes, OF_NODES] as const);
  const names = all.slice(0, MOST_NODES);
  const until = Math.floor(Date.now() / (PERIOD * 1000)) * PERIOD * 1000;
  const from = until - POINTS * PERIOD * 1000;
  const queries = names.flatMap((value, node) =>
    metrics.map(([, { name, stat }], metric): MetricDataQuery => ({
      Id: `m${String(node)}_${String(metric)}`,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ElastiCache',
          MetricName: name,
          Dimensions: [{ Name: dimension, Value: value }],
        },
        Period: PERIOD,
        Stat: stat,
      },
    })),
  );
  const found = new Map<string, (number | null)[]>();
  if (queries.length > 0) {
    const answer = cloudWatchPages(
      accounts,
      scope,
      {
        action: 'cloudwatch:GetMetricData',
        what: t('Could not read the figures of CloudWatch'),
        ask: (client, marker, abortSignal) =>
          client.send(
            new GetMetricDataCommand({
              MetricDataQueries: queries,
              StartTime: new Date(from),
              EndTime: new Date(until),
              ScanBy: 'TimestampAscending',
              NextToken: marker,
            }),
            { abortSignal },
          ),
        items: (page) => page.MetricDataResults,
        marker: (page) => page.NextToken,
      },
      signal,
    );
    for await (const results of answer) for (const result of results) keep(result, from, found);
  }
  const nodes = new Map(
    names.map((name, node) => [
      name,
      metrics.map(([kind, { by = 1 }], metric): Figure => {
        const points = found.get(`m${String(node)}_${String(metric)}`) ?? nothing();
        return { kind, points: points.map((value) => (value === null ? null : value / by)) };
      }),
    ]),
  );
  const whole = metrics.map(([kind, { whole: how }], metric): Figure => {
    const every = [...nodes.values()].flatMap((one) => one[metric] ?? []);
    return { kind, points: nothing().map((_none, at) => together(every, at, how)) };
  });
  return { until, whole, nodes, leftOut: all.length - names.length };
}

/** A metric may come in parts, and with gaps. */
function keep(result: MetricDataResult, from: number, found: Map<string, (number | null)[]>): void {
  const { Id: id = '', Timestamps: times = [], Values: values = [] } = result;
  const points = found.get(id) ?? nothing();
  found.set(id, points);
  for (const [index, time] of times.entries()) {
    const at = Math.floor((time.getTime() - from) / (PERIOD * 1000));
    if (at >= 0 && at < POINTS) points[at] = values[index] ?? null;
  }
}

function together(every: readonly Figure[], at: number, how: Metric['whole']): number | null {
  const values = every.flatMap(({ points }) => points[at] ?? []);
  if (values.length === 0) return null;
  return how === 'highest' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
}

function nothing(): (number | null)[] {
  return Array.from({ length: POINTS }, () => null);
}
