import {
  ElastiCacheClient,
  paginateDescribeReplicationGroups,
  paginateDescribeServerlessCaches,
} from '@aws-sdk/client-elasticache';
import type { Endpoint, ReplicationGroup, ServerlessCache } from '@aws-sdk/client-elasticache';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Address } from '../core/model/endpoint';
import type { FoundCache } from '../core/model/foundCache';
import type { ListCaches } from '../core/ports';
import { translate } from './translate';

const ENGINES: ReadonlySet<string> = new Set(['redis', 'valkey']);

/** See ListCaches. Read-only: DescribeReplicationGroups and DescribeServerlessCaches, every page of both. */
export const listCaches: ListCaches = async (signal) => {
  // No `profile` option: with it, the client would not honour the profile's endpoint_url (AWS_PROFILE does).
  const client = new ElastiCacheClient({ credentials: fromNodeProviderChain() });
  try {
    const found: FoundCache[] = [];
    for await (const page of paginateDescribeReplicationGroups({ client }, {})) {
      signal.throwIfAborted();
      for (const group of page.ReplicationGroups ?? []) found.push(fromGroup(group));
    }
    for await (const page of paginateDescribeServerlessCaches({ client }, {})) {
      signal.throwIfAborted();
      for (const cache of page.ServerlessCaches ?? []) found.push(fromServerless(cache));
    }
    return found.filter(({ engine }) => engine === null || ENGINES.has(engine));
  } catch (error) {
    throw translate(error, 'Could not list the ElastiCache clusters');
  } finally {
    client.destroy();
  }
};

/** With cluster mode the configuration endpoint; without, the primary of the only shard. */
function fromGroup(group: ReplicationGroup): FoundCache {
  const endpoint = group.ConfigurationEndpoint ?? group.NodeGroups?.[0]?.PrimaryEndpoint;
  return {
    name: group.ReplicationGroupId ?? '',
    kind: 'replication group',
    engine: group.Engine?.toLowerCase() ?? null,
    status: group.Status ?? 'not told',
    address: toAddress(endpoint, group.TransitEncryptionEnabled === true),
  };
}

/** Serverless caches always speak TLS. */
function fromServerless(cache: ServerlessCache): FoundCache {
  return {
    name: cache.ServerlessCacheName ?? '',
    kind: 'serverless',
    engine: cache.Engine?.toLowerCase() ?? null,
    status: cache.Status ?? 'not told',
    address: toAddress(cache.Endpoint, true),
  };
}

function toAddress(endpoint: Endpoint | undefined, tls: boolean): Address | null {
  if (endpoint?.Address === undefined || endpoint.Port === undefined) return null;
  return { host: endpoint.Address, port: endpoint.Port, tls };
}
