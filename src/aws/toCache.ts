import type * as api from '@aws-sdk/client-elasticache';
import type {
  CacheCluster,
  CloudMember,
  CloudShard,
  CloudTls,
  ReplicationGroup,
  ServerlessCache,
} from '../core/model/cloudCache';
import type { Address } from '../core/model/endpoint';
import { t } from '../core/model/t';

const GIB = 1024 ** 3;

/** With cluster mode clients go to the configuration endpoint; without, to the primary of the only shard. */
export function toReplicationGroup(group: api.ReplicationGroup): ReplicationGroup {
  const tls = tlsOf(group);
  const first = group.NodeGroups?.[0];
  return {
    kind: 'replication group',
    id: group.ReplicationGroupId ?? '',
    arn: group.ARN ?? null,
    description: group.Description ?? '',
    status: group.Status ?? t('not told'),
    engine: engineOf(group.Engine),
    nodeType: group.CacheNodeType ?? null,
    clusterMode: group.ClusterEnabled === true,
    tls,
    auth:
      (group.UserGroupIds?.length ?? 0) > 0 ? 'users' : group.AuthTokenEnabled === true ? 'token' : 'none',
    atRestEncryption: group.AtRestEncryptionEnabled ?? null,
    address: toAddress(group.ConfigurationEndpoint ?? first?.PrimaryEndpoint, tls),
    readerAddress: group.ClusterEnabled === true ? null : toAddress(first?.ReaderEndpoint, tls),
    shards: (group.NodeGroups ?? []).map((shard) => toShard(shard, tls)),
    failover: group.AutomaticFailover === 'enabled',
    multipleZones: group.MultiAZ === 'enabled',
    userGroups: group.UserGroupIds ?? [],
    dataTiering: group.DataTiering === 'enabled',
    global:
      group.GlobalReplicationGroupInfo?.GlobalReplicationGroupId === undefined
        ? null
        : {
            id: group.GlobalReplicationGroupInfo.GlobalReplicationGroupId,
            role: group.GlobalReplicationGroupInfo.GlobalReplicationGroupMemberRole ?? null,
          },
  };
}

function toShard(shard: api.NodeGroup, tls: CloudTls): CloudShard {
  return {
    id: shard.NodeGroupId ?? '',
    status: shard.Status ?? t('not told'),
    slots: shard.Slots ?? null,
    nodes: (shard.NodeGroupMembers ?? []).map((node) => ({
      id: node.CacheClusterId ?? '',
      role: node.CurrentRole === 'primary' || node.CurrentRole === 'replica' ? node.CurrentRole : null,
      zone: node.PreferredAvailabilityZone ?? null,
      address: toAddress(node.ReadEndpoint, tls),
    })),
  };
}

/** Serverless caches always encrypt, in transit and at rest. */
export function toServerless(cache: api.ServerlessCache): ServerlessCache {
  const { DataStorage: storage, ECPUPerSecond: ecpu } = cache.CacheUsageLimits ?? {};
  return {
    kind: 'serverless',
    id: cache.ServerlessCacheName ?? '',
    arn: cache.ARN ?? null,
    description: cache.Description ?? '',
    status: cache.Status ?? t('not told'),
    engine: engineOf(cache.Engine),
    version: cache.FullEngineVersion ?? cache.MajorEngineVersion ?? null,
    tls: 'required',
    auth: cache.UserGroupId === undefined ? 'none' : 'users',
    atRestEncryption: true,
    address: toAddress(cache.Endpoint, 'required'),
    readerAddress: toAddress(cache.ReaderEndpoint, 'required'),
    mostBytes: storage?.Maximum === undefined ? null : storage.Maximum * GIB,
    mostEcpu: ecpu?.Maximum ?? null,
    userGroups: cache.UserGroupId === undefined ? [] : [cache.UserGroupId],
  };
}

/** A cluster of no replication group. */
export function toCluster(cluster: api.CacheCluster): CacheCluster {
  const tls = tlsOf(cluster);
  return {
    kind: 'cluster',
    id: cluster.CacheClusterId ?? '',
    arn: cluster.ARN ?? null,
    status: cluster.CacheClusterStatus ?? t('not told'),
    engine: engineOf(cluster.Engine),
    version: cluster.EngineVersion ?? null,
    nodeType: cluster.CacheNodeType ?? null,
    nodes: cluster.NumCacheNodes ?? cluster.CacheNodes?.length ?? 0,
    zone: cluster.PreferredAvailabilityZone ?? null,
    parameterGroup: cluster.CacheParameterGroup?.CacheParameterGroupName ?? null,
    tls,
    auth: cluster.AuthTokenEnabled === true ? 'token' : 'none',
    atRestEncryption: cluster.AtRestEncryptionEnabled ?? null,
    address: toAddress(cluster.ConfigurationEndpoint ?? cluster.CacheNodes?.[0]?.Endpoint, tls),
  };
}

/** A cluster that is a node of `group`. */
export function toMember(cluster: api.CacheCluster, group: string): CloudMember {
  return {
    id: cluster.CacheClusterId ?? '',
    group,
    status: cluster.CacheClusterStatus ?? t('not told'),
    version: cluster.EngineVersion ?? null,
    address: toAddress(cluster.CacheNodes?.[0]?.Endpoint, tlsOf(cluster)),
    parameterGroup: cluster.CacheParameterGroup?.CacheParameterGroupName ?? null,
    rebootDue: cluster.CacheParameterGroup?.ParameterApplyStatus === 'pending-reboot',
    zone: cluster.PreferredAvailabilityZone ?? null,
    securityGroups: (cluster.SecurityGroups ?? []).flatMap(({ SecurityGroupId: id }) => id ?? []),
    subnetGroup: cluster.CacheSubnetGroupName ?? null,
  };
}

function engineOf(engine: string | undefined): string | null {
  return engine?.toLowerCase() ?? null;
}

function tlsOf(
  cache: Pick<api.ReplicationGroup, 'TransitEncryptionEnabled' | 'TransitEncryptionMode'>,
): CloudTls {
  if (cache.TransitEncryptionEnabled !== true) return 'none';
  return cache.TransitEncryptionMode === 'preferred' ? 'preferred' : 'required';
}

function toAddress(endpoint: api.Endpoint | undefined, tls: CloudTls): Address | null {
  if (endpoint?.Address === undefined || endpoint.Port === undefined) return null;
  return { host: endpoint.Address, port: endpoint.Port, tls: tls !== 'none' };
}
