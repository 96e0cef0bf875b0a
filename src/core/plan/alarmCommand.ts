import type { AwsScope } from '../model/awsScope';
import type { MeasuredCache } from './alarmsOfCache';

/** What of nodes and of serverless caches is worth an alarm: the most telling first. */
const OF_NODES = [
  'EngineCPUUtilization',
  'DatabaseMemoryUsagePercentage',
  'Evictions',
  'CurrConnections',
] as const;
const OF_SERVERLESS = ['ThrottledCmds', 'BytesUsedForCache', 'ElastiCacheProcessingUnits', 'Evictions'];

/** The metrics of a cache that are worth an alarm, the most telling first. */
export function metricsWorthAlarms({ serverless, replicas }: MeasuredCache): readonly string[] {
  if (serverless) return OF_SERVERLESS;
  return replicas ? [...OF_NODES, 'ReplicationLag'] : OF_NODES;
}

/** Creates one such alarm, of one node or of a serverless cache, as a command of AWS's own; whom it tells is left to fill in. */
export function alarmCommand(
  { id, serverless, nodes }: MeasuredCache,
  { profile, region }: AwsScope,
): string {
  const of = serverless ? id : (nodes[0] ?? id);
  const metric = serverless ? 'ThrottledCmds' : 'EngineCPUUtilization';
  return [
    `aws cloudwatch put-metric-alarm --alarm-name ${of}-${metric}`,
    `--namespace AWS/ElastiCache --metric-name ${metric}`,
    `--dimensions Name=${serverless ? 'clusterId' : 'CacheClusterId'},Value=${of}`,
    `--statistic ${serverless ? 'Sum --threshold 0' : 'Average --threshold 80'}`,
    '--comparison-operator GreaterThanThreshold --period 60 --evaluation-periods 5',
    '--alarm-actions SNS_TOPIC_ARN',
    ...(profile === null ? [] : [`--profile ${quoted(profile)}`]),
    `--region ${region}`,
  ].join(' ');
}

/** For a shell: profile names may hold blanks. */
function quoted(name: string): string {
  return /^[\w.@+-]+$/.test(name) ? name : `'${name.replace(/'/g, `'\\''`)}'`;
}
