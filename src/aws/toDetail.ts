import type * as api from '@aws-sdk/client-elasticache';
import type { CloudEvent, CloudSnapshot, GlobalDatastore } from '../core/model/cloudDetail';
import { t } from '../core/model/t';

/** Of a replication group or a cache cluster. */
export function toSnapshot(snapshot: api.Snapshot): CloudSnapshot {
  const nodes = snapshot.NodeSnapshots ?? [];
  const times = nodes.flatMap((node) => node.SnapshotCreateTime?.getTime() ?? []);
  return {
    name: snapshot.SnapshotName ?? '',
    arn: snapshot.ARN ?? null,
    status: snapshot.SnapshotStatus ?? t('not told'),
    source: snapshot.SnapshotSource ?? null,
    engine: snapshot.Engine?.toLowerCase() ?? null,
    version: snapshot.EngineVersion ?? null,
    of: snapshot.ReplicationGroupId ?? snapshot.CacheClusterId ?? '',
    takenAt: times.length === 0 ? null : Math.max(...times),
    sizes: nodes.flatMap((node) => node.CacheSize ?? []),
  };
}

/** Of a serverless cache. */
export function toServerlessSnapshot(snapshot: api.ServerlessCacheSnapshot): CloudSnapshot {
  const {
    ServerlessCacheName: of,
    Engine: engine,
    MajorEngineVersion: version,
  } = snapshot.ServerlessCacheConfiguration ?? {};
  return {
    name: snapshot.ServerlessCacheSnapshotName ?? '',
    arn: snapshot.ARN ?? null,
    status: snapshot.Status ?? t('not told'),
    source: snapshot.SnapshotType ?? null,
    engine: engine?.toLowerCase() ?? null,
    version: version ?? null,
    of: of ?? '',
    takenAt: snapshot.CreateTime?.getTime() ?? null,
    sizes: snapshot.BytesUsedForCache === undefined ? [] : [t('{0} bytes', snapshot.BytesUsedForCache)],
  };
}

/** Nothing for an event without a time or a text. */
export function toEvent(event: api.Event): readonly CloudEvent[] {
  if (event.Date === undefined || event.Message === undefined) return [];
  return [
    {
      sourceType: event.SourceType ?? t('not told'),
      source: event.SourceIdentifier ?? '',
      message: event.Message,
      at: event.Date.getTime(),
    },
  ];
}

/** With its members, where the answer holds them. */
export function toGlobalDatastore(datastore: api.GlobalReplicationGroup): GlobalDatastore {
  return {
    id: datastore.GlobalReplicationGroupId ?? '',
    status: datastore.Status ?? t('not told'),
    engine: datastore.Engine?.toLowerCase() ?? null,
    version: datastore.EngineVersion ?? null,
    members: (datastore.Members ?? []).map((member) => ({
      group: member.ReplicationGroupId ?? '',
      region: member.ReplicationGroupRegion ?? '',
      role: member.Role ?? null,
      status: member.Status ?? null,
    })),
  };
}
