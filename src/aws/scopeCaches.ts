import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
} from '@aws-sdk/client-elasticache';
import type { CatalogPage, Listing } from '../core/catalog';
import type { AwsScope } from '../core/model/awsScope';
import { toFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';
import { t } from '../core/model/t';
import type { Accounts } from './accounts';
import { cachePages } from './cachePages';
import { toCluster, toMember, toReplicationGroup, toServerless } from './toCache';

/** What may differ from one listing to the next: the rest holds for the whole scope. */
const OF_ONE_LISTING: ReadonlySet<FailureCode> = new Set(['aws.permission', 'aws.error']);

/**
 * The caches of one scope: replication groups first, since most people have those, then serverless caches, then clusters,
 * which tell the versions of the groups. One request at a time.
 * @throws the signal's reason only: failures are items
 */
export async function* scopeCaches(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): AsyncGenerator<CatalogPage> {
  const listings: readonly [Listing, () => AsyncIterable<CatalogPage>][] = [
    ['replication groups', () => groups(accounts, scope, signal)],
    ['serverless', () => serverless(accounts, scope, signal)],
    ['clusters', () => clusters(accounts, scope, signal)],
  ];
  for (const [listing, list] of listings) {
    try {
      yield* list();
    } catch (error) {
      signal.throwIfAborted();
      const failure = toFailure(error, notListed(listing, scope.region));
      if (failure.code === 'aws.credentials' || failure.code === 'aws.signIn') {
        await accounts.refused(scope.profile);
      }
      yield { kind: 'failed', scope, listing, failure };
      if (!OF_ONE_LISTING.has(failure.code)) break;
    }
  }
  yield { kind: 'done', scope };
}

function notListed(listing: Listing, region: string): string {
  if (listing === 'serverless') return t('Could not list the serverless caches in {0}', region);
  if (listing === 'clusters') return t('Could not list the cache clusters in {0}', region);
  return t('Could not list the replication groups in {0}', region);
}

async function* groups(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): AsyncGenerator<CatalogPage> {
  const listing = cachePages(
    accounts,
    scope,
    {
      action: 'DescribeReplicationGroups',
      what: notListed('replication groups', scope.region),
      ask: (client, marker, options) =>
        client.send(new DescribeReplicationGroupsCommand({ MaxRecords: 100, Marker: marker }), options),
      items: (page) => page.ReplicationGroups,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of listing) {
    yield { kind: 'replication groups', scope, groups: found.map(toReplicationGroup) };
  }
}

async function* serverless(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): AsyncGenerator<CatalogPage> {
  const listing = cachePages(
    accounts,
    scope,
    {
      action: 'DescribeServerlessCaches',
      what: notListed('serverless', scope.region),
      ask: (client, marker, options) =>
        client.send(new DescribeServerlessCachesCommand({ NextToken: marker }), options),
      items: (page) => page.ServerlessCaches,
      marker: (page) => page.NextToken,
    },
    signal,
  );
  for await (const found of listing) yield { kind: 'serverless', scope, caches: found.map(toServerless) };
}

async function* clusters(
  accounts: Accounts,
  scope: AwsScope,
  signal: AbortSignal,
): AsyncGenerator<CatalogPage> {
  const listing = cachePages(
    accounts,
    scope,
    {
      action: 'DescribeCacheClusters',
      what: notListed('clusters', scope.region),
      ask: (client, marker, options) =>
        client.send(
          new DescribeCacheClustersCommand({ MaxRecords: 100, Marker: marker, ShowCacheNodeInfo: true }),
          options,
        ),
      items: (page) => page.CacheClusters,
      marker: (page) => page.Marker,
    },
    signal,
  );
  for await (const found of listing) {
    yield {
      kind: 'clusters',
      scope,
      clusters: found.filter((one) => one.ReplicationGroupId === undefined).map(toCluster),
      members: found.flatMap((one) =>
        one.ReplicationGroupId === undefined ? [] : [toMember(one, one.ReplicationGroupId)],
      ),
    };
  }
}
