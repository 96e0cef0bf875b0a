import {
  DescribeEventsCommand,
  DescribeGlobalReplicationGroupsCommand,
  DescribeServerlessCacheSnapshotsCommand,
  DescribeSnapshotsCommand,
} from '@aws-sdk/client-elasticache';
import type { AwsScope } from '../core/model/awsScope';
import type { CloudEvent, CloudRef, CloudSnapshot, GlobalDatastore } from '../core/model/cloudDetail';
import { t } from '../core/model/t';
import type { Accounts } from './accounts';
import { cachePages } from './cachePages';
import { toEvent, toGlobalDatastore, toServerlessSnapshot, toSnapshot } from './toDetail';

const SOURCE_TYPES = {
  'replication group': 'replication-group',
  serverless: 'serverless-cache',
  cluster: 'cache-cluster',
} as const;

/** See Catalog.snapshots. */
export async function* snapshots(
  accounts: Accounts,
  scope: AwsScope,
  of: CloudRef,
  signal: AbortSignal,
): AsyncGenerator<readonly CloudSnapshot[]> {
  const what = t('Could not list the snapshots of {0}', of.id);
  if (of.kind === 'serverless') {
    const action = 'DescribeServerlessCacheSnapshots';
    const listing = cachePages(
      accounts,
      scope,
      {
        action,
        what,
        ask: (client, marker, options) =>
          client.send(
            new DescribeServerlessCacheSnapshotsCommand({ ServerlessCacheName: of.id, NextToken: marker }),
            options,
          ),
        items: (page) => page.ServerlessCacheSnapshots,
        marker: (page) => page.NextToken,
      },
      signal,
    );
    for await (const found of listing) yield found.map(toServerlessSnapshot);
    return;
  }
  const whose = of.kind === 'cluster' ? { CacheClusterId: of.id } : { ReplicationGroupId: of.id };
  const listing = cachePages(
    accounts,
    scope,
    {
      action: 'DescribeSnapshots',
      what,
      ask: (client, marker, options) =>
        client.send(new DescribeSnapshotsCommand({ ...whose, Marker: marker }), options),
      items: (page) => page.Snapshots,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of listing) yield found.map(toSnapshot);
}

/** See Catalog.events. */
export async function* events(
  accounts: Accounts,
  scope: AwsScope,
  hours: number,
  of: CloudRef | null,
  signal: AbortSignal,
): AsyncGenerator<readonly CloudEvent[]> {
  const whose = of === null ? {} : { SourceIdentifier: of.id, SourceType: SOURCE_TYPES[of.kind] };
  const listing = cachePages(
    accounts,
    scope,
    {
      action: 'DescribeEvents',
      what:
        of === null
          ? t('Could not list the events in {0}', scope.region)
          : t('Could not list the events of {0}', of.id),
      ask: (client, marker, options) =>
        client.send(
          new DescribeEventsCommand({
            ...whose,
            Duration: Math.round(hours * 60),
            MaxRecords: 100,
            Marker: marker,
          }),
          options,
        ),
      items: (page) => page.Events,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of listing) yield found.flatMap(toEvent);
}

/** See Catalog.globalDatastores. */
export async function* globalDatastores(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): AsyncGenerator<readonly GlobalDatastore[]> {
  const listing = cachePages(
    accounts,
    scope,
    {
      action: 'DescribeGlobalReplicationGroups',
      what: t('Could not list the global datastores in {0}', scope.region),
      ask: (client, marker, options) =>
        client.send(
          new DescribeGlobalReplicationGroupsCommand({
            ShowMemberInfo: true,
            MaxRecords: 100,
            Marker: marker,
          }),
          options,
        ),
      items: (page) => page.GlobalReplicationGroups,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of listing) yield found.map(toGlobalDatastore);
}
