import type { ReplicationGroup, Snapshot } from '@aws-sdk/client-elasticache';
import { AwsFault } from './awsFault';
import type { Structure } from './decodeRequest';
import type { Answer } from './encodeReply';
import type { FakeRegion } from './fakeRegion';
import { page, type Paged } from './page';

/** Answers a request, or throws an AwsFault. */
export type Operation = (region: FakeRegion, input: Structure) => Answer;

/** By name. */
export type Operations = Readonly<Record<string, Operation>>;

/** What the fake knows to do. What is not here is answered as AWS answers an unknown operation. */
export const operations: Operations = {
  DescribeReplicationGroups: ({ groups }, input) => {
    const found = byId(groups, 'ReplicationGroupId', input, 'ReplicationGroupNotFoundFault');
    return markers('ReplicationGroups', page(found, input, markerPages));
  },
  DescribeCacheClusters: ({ clusters }, input) => {
    const found = byId(clusters, 'CacheClusterId', input, 'CacheClusterNotFound')
      .filter(
        (one) =>
          input['ShowCacheClustersNotInReplicationGroups'] !== true || one.ReplicationGroupId === undefined,
      )
      .map((one) => ({
        ...one,
        CacheNodes: input['ShowCacheNodeInfo'] === true ? one.CacheNodes : undefined,
      }));
    return markers('CacheClusters', page(found, input, markerPages));
  },
  DescribeServerlessCaches: ({ serverless }, input) => {
    const found = byId(serverless, 'ServerlessCacheName', input, 'ServerlessCacheNotFoundFault');
    return tokens('ServerlessCaches', page(found, input, tokenPages));
  },
  DescribeServerlessCacheSnapshots: ({ serverlessSnapshots }, input) => {
    const name = input['ServerlessCacheName'];
    const found = serverlessSnapshots.filter(
      (one) => name === undefined || one.ServerlessCacheConfiguration?.ServerlessCacheName === name,
    );
    return tokens('ServerlessCacheSnapshots', page(found, input, tokenPages));
  },
  DescribeSnapshots: ({ snapshots }, input) => {
    const found = snapshots
      .filter((one) => same(one.ReplicationGroupId, input['ReplicationGroupId']))
      .filter((one) => same(one.CacheClusterId, input['CacheClusterId']))
      .filter((one) => same(one.SnapshotName, input['SnapshotName']));
    return markers('Snapshots', page(found, input, { ...markerPages, highest: 50, usual: 50 }));
  },
  DescribeEvents: ({ events }, input) => {
    const minutes = (input['Duration'] as number | undefined) ?? 60;
    const since = (input['StartTime'] as Date | undefined) ?? new Date(Date.now() - minutes * 60_000);
    if (input['SourceIdentifier'] !== undefined && input['SourceType'] === undefined) {
      throw new AwsFault('InvalidParameterCombination', 400, 'SourceIdentifier needs a SourceType');
    }
    if (Date.now() - since.getTime() > 14 * 86_400_000 + 60_000) {
      throw AwsFault.invalid('Events are kept for 14 days');
    }
    const found = events
      .filter((one) => (one.Date ?? since) >= since)
      .filter((one) => same(one.SourceType, input['SourceType']))
      .filter((one) => same(one.SourceIdentifier, input['SourceIdentifier']));
    return markers('Events', page(found, input, markerPages));
  },
  DescribeCacheParameters: ({ parameterGroups }, input) => {
    const name = input['CacheParameterGroupName'] as string;
    const found = parameterGroups.find(({ group }) => group.CacheParameterGroupName === name);
    if (found === undefined) {
      throw new AwsFault('CacheParameterGroupNotFound', 404, `CacheParameterGroup ${name} not found.`);
    }
    const wanted = found.parameters.filter((one) => same(one.Source, input['Source']));
    return markers('Parameters', page(wanted, input, markerPages));
  },
  DescribeCacheParameterGroups: ({ parameterGroups }, input) => {
    const groups = parameterGroups.map(({ group }) => group);
    const found = byId(groups, 'CacheParameterGroupName', input, 'CacheParameterGroupNotFound');
    return markers('CacheParameterGroups', page(found, input, markerPages));
  },
  DescribeEngineDefaultParameters: ({ families }, input) => {
    const family = input['CacheParameterGroupFamily'] as string;
    const parameters = families.get(family);
    if (parameters === undefined) throw AwsFault.invalid(`${family} is not a valid parameter group family`);
    const found = markers('Parameters', page(parameters, input, markerPages));
    return { EngineDefaults: { CacheParameterGroupFamily: family, ...found } };
  },
  DescribeGlobalReplicationGroups: ({ globals }, input) => {
    const found = byId(globals, 'GlobalReplicationGroupId', input, 'GlobalReplicationGroupNotFoundFault').map(
      (one) => ({ ...one, Members: input['ShowMemberInfo'] === true ? one.Members : undefined }),
    );
    return markers('GlobalReplicationGroups', page(found, input, markerPages));
  },
  CreateReplicationGroup: ({ groups }, input) => {
    const id = String(input['ReplicationGroupId']).toLowerCase();
    if (groups.some((one) => one.ReplicationGroupId === id)) {
      throw new AwsFault('ReplicationGroupAlreadyExists', 400, `Replication group ${id} already exists.`);
    }
    const group: ReplicationGroup = {
      ReplicationGroupId: id,
      Description: input['ReplicationGroupDescription'] as string,
      Status: 'available',
      Engine: (input['Engine'] as string | undefined) ?? 'redis',
      CacheNodeType: input['CacheNodeType'] as string | undefined,
      TransitEncryptionEnabled: input['TransitEncryptionEnabled'] === true,
      AuthTokenEnabled: input['AuthToken'] !== undefined,
      ClusterEnabled: input['ClusterMode'] === 'enabled',
    };
    groups.push(group);
    return { ReplicationGroup: group };
  },
  CreateSnapshot: ({ groups, snapshots }, input) => {
    const group = input['ReplicationGroupId'] as string | undefined;
    if (!groups.some((one) => one.ReplicationGroupId === group)) {
      throw new AwsFault('ReplicationGroupNotFoundFault', 404, `ReplicationGroup ${group ?? ''} not found.`);
    }
    const snapshot: Snapshot = {
      SnapshotName: input['SnapshotName'] as string,
      ReplicationGroupId: group,
      SnapshotStatus: 'available',
      SnapshotSource: 'manual',
    };
    snapshots.push(snapshot);
    return { Snapshot: snapshot };
  },
};

const markerPages: Paged = { marker: 'Marker', size: 'MaxRecords', lowest: 20, highest: 100, usual: 100 };
const tokenPages: Paged = { marker: 'NextToken', size: 'MaxResults', lowest: 1, highest: 50, usual: 50 };

function markers(member: string, { items, next }: ReturnType<typeof page>): Answer {
  return { [member]: items, Marker: next };
}

function tokens(member: string, { items, next }: ReturnType<typeof page>): Answer {
  return { [member]: items, NextToken: next };
}

function same(value: string | undefined, wanted: unknown): boolean {
  return wanted === undefined || value === wanted;
}

function byId<Item extends object>(
  items: readonly Item[],
  member: keyof Item & string,
  input: Structure,
  fault: string,
): readonly Item[] {
  const id = input[member] as string | undefined;
  if (id === undefined) return items;
  const found = items.filter((item) => item[member] === id);
  if (found.length === 0) throw new AwsFault(fault, 404, `${member} ${id} not found.`);
  return found;
}
