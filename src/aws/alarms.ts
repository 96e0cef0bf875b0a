import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { CompositeAlarm, Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AwsScope } from '../core/model/awsScope';
import type { AlarmMetric, AlarmState, CloudAlarm } from '../core/model/cloudAlarm';
import { t } from '../core/model/t';
import type { Accounts } from './accounts';
import { cloudWatchPages } from './cloudWatch';

const NAMESPACE = 'AWS/ElastiCache';

/** See Catalog.alarms. */
export async function* alarms(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): AsyncGenerator<readonly CloudAlarm[]> {
  yield* cloudWatchPages(
    accounts,
    scope,
    {
      action: 'cloudwatch:DescribeAlarms',
      what: t('Could not read the alarms of CloudWatch'),
      ask: (client, marker, abortSignal) =>
        client.send(
          new DescribeAlarmsCommand({
            // Those that are made of others are left out unless they are asked for.
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            MaxRecords: 100,
            NextToken: marker,
          }),
          { abortSignal },
        ),
      items: ({ MetricAlarms: ofMetrics = [], CompositeAlarms: made = [] }) =>
        [...ofMetrics.map(toAlarm), ...made.map(toComposite)].filter(concernsCaches),
      marker: (page) => page.NextToken,
    },
    signal,
  );
}

function concernsCaches({ metrics, queries, rule }: CloudAlarm): boolean {
  return metrics.length > 0 || queries.length > 0 || rule !== null;
}

function toAlarm(alarm: MetricAlarm): CloudAlarm {
  const { Metrics: parts = [] } = alarm;
  return {
    ...said(alarm),
    metrics: [
      metricOf(alarm.Namespace, alarm.MetricName, alarm.Dimensions),
      // Of one that computes: several metrics, or a query.
      ...parts.map(({ MetricStat: stat }) =>
        metricOf(stat?.Metric?.Namespace, stat?.Metric?.MetricName, stat?.Metric?.Dimensions),
      ),
    ].flatMap((metric) => metric ?? []),
    queries: parts.flatMap(({ Expression: text = '' }) =>
      /^\s*select\b/i.test(text) && text.includes(NAMESPACE) ? [text] : [],
    ),
    rule: null,
  };
}

function toComposite(alarm: CompositeAlarm): CloudAlarm {
  return { ...said(alarm), metrics: [], queries: [], rule: alarm.AlarmRule ?? '' };
}

function said(alarm: MetricAlarm | CompositeAlarm): Omit<CloudAlarm, 'metrics' | 'queries' | 'rule'> {
  const actions = alarm.AlarmActions ?? [];
  return {
    name: alarm.AlarmName ?? '',
    arn: alarm.AlarmArn ?? null,
    state: stateOf(alarm.StateValue),
    tells: alarm.ActionsEnabled !== false && actions.length > 0,
    scales: actions.length > 0 && actions.every((arn) => /^arn:[^:]*:autoscaling:/.test(arn)),
  };
}

function metricOf(
  namespace: string | undefined,
  name: string | undefined,
  dimensions: readonly Dimension[] | undefined,
): AlarmMetric | null {
  if (namespace !== NAMESPACE || name === undefined) return null;
  return {
    name,
    dimensions: (dimensions ?? []).map(({ Name, Value }) => ({ name: Name ?? '', value: Value ?? '' })),
  };
}

function stateOf(state: string | undefined): AlarmState {
  return state === 'OK' ? 'ok' : state === 'ALARM' ? 'alarm' : 'blind';
}
