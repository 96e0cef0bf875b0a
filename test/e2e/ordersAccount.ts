import { ensureCloudWatchModel, ensureModel } from '../lab/aws/ensureModel';
import { FakeCloudWatch } from '../lab/aws/fakeCloudWatch';
import { FakeElastiCache } from '../lab/aws/fakeElastiCache';

/** An account of AWS, and what leads to it. */
export interface OrdersAccount {
  readonly env: Readonly<Record<string, string>>;
  /** What was asked of it that AWS's model does not know. */
  mistakes(): readonly string[];
  stop(): Promise<void>;
}

/** The regions of the account: in the second nobody may list anything. */
export const REGIONS = ['eu-west-3', 'us-east-1'] as const;

/**
 * An account with a cluster of two shards, a cache that is really there, a serverless one, one of memcached, snapshots,
 * events, changed parameters and a global datastore; and figures of the last hours.
 * @param port of the server on loopback that `sessions` is
 */
export async function startOrdersAccount(port: number): Promise<OrdersAccount> {
  const fake = await FakeElastiCache.start(await ensureModel('newest'));
  const watch = await FakeCloudWatch.start(await ensureCloudWatchModel());
  fill(fake, port);
  fillFigures(watch);
  fake.trouble({ mood: 'deny', region: REGIONS[1] });
  return {
    env: {
      AWS_ENDPOINT_URL_ELASTICACHE: fake.url,
      AWS_ENDPOINT_URL_CLOUDWATCH: watch.url,
      AWS_REGION: REGIONS[0],
      AWS_ACCESS_KEY_ID: 'AKIDFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    mistakes: () => [...fake.mistakes, ...watch.mistakes],
    stop: async () => {
      await Promise.all([fake.stop(), watch.stop()]);
    },
  };
}

const NODE_TYPE = 'cache.r7g.large';
const GROUP = 'orders-parameters';
const FAMILY = 'valkey8';

function fill(fake: FakeElastiCache, port: number): void {
  const region = fake.region(REGIONS[0]);
  const node = (id: string, role: string, zone: string): object => ({
    CacheClusterId: id,
    CurrentRole: role,
    PreferredAvailabilityZone: zone,
  });
  region.groups.push(
    {
      ReplicationGroupId: 'orders',
      Engine: 'valkey',
      Status: 'available',
      CacheNodeType: NODE_TYPE,
      ClusterEnabled: true,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
      MultiAZ: 'enabled',
      AutomaticFailover: 'enabled',
      ConfigurationEndpoint: { Address: 'clustercfg.orders.abc123.euw3.cache.amazonaws.com', Port: 6379 },
      NodeGroups: ['0001', '0002'].map((id, index) => ({
        NodeGroupId: id,
        Status: 'available',
        Slots: index === 0 ? '0-8191' : '8192-16383',
        NodeGroupMembers: [
          node(`orders-${id}-001`, 'primary', 'eu-west-3a'),
          node(`orders-${id}-002`, 'replica', 'eu-west-3b'),
        ],
      })),
    },
    {
      ReplicationGroupId: 'sessions',
      Engine: 'valkey',
      Status: 'available',
      CacheNodeType: 'cache.t4g.small',
      NodeGroups: [
        {
          NodeGroupId: '0001',
          Status: 'available',
          PrimaryEndpoint: { Address: '127.0.0.1', Port: port },
          NodeGroupMembers: [node('sessions-001', 'primary', 'eu-west-3a')],
        },
      ],
    },
  );
  const members = ['orders-0001-001', 'orders-0001-002', 'orders-0002-001', 'orders-0002-002'];
  region.clusters.push(
    ...[...members.map((id) => ['orders', id]), ['sessions', 'sessions-001']].map(([group, id]) => ({
      ReplicationGroupId: group,
      CacheClusterId: id,
      Engine: 'valkey',
      EngineVersion: '8.1.0',
      CacheClusterStatus: 'available',
      CacheParameterGroup: { CacheParameterGroupName: GROUP, ParameterApplyStatus: 'in-sync' },
      SecurityGroups: [{ SecurityGroupId: 'sg-0a1b2c3d', Status: 'active' }],
    })),
    {
      CacheClusterId: 'pages',
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      CacheClusterStatus: 'available',
      CacheNodeType: 'cache.t4g.micro',
    },
  );
  region.serverless.push({
    ServerlessCacheName: 'carts',
    Engine: 'valkey',
    MajorEngineVersion: '8',
    FullEngineVersion: '8.1',
    Status: 'creating',
  });
  region.parameterGroups.push({
    group: { CacheParameterGroupName: GROUP, CacheParameterGroupFamily: FAMILY },
    parameters: [
      {
        ParameterName: 'maxmemory-policy',
        ParameterValue: 'allkeys-lru',
        Source: 'user',
        ChangeType: 'immediate',
      },
    ],
  });
  region.families.set(FAMILY, [
    { ParameterName: 'maxmemory-policy', ParameterValue: 'volatile-lru', ChangeType: 'immediate' },
  ]);
  region.snapshots.push({
    SnapshotName: 'orders-nightly',
    ReplicationGroupId: 'orders',
    SnapshotSource: 'automated',
    SnapshotStatus: 'available',
    NodeSnapshots: [{ CacheSize: '5 GB', SnapshotCreateTime: new Date('2026-11-21T03:00:00Z') }],
  });
  region.events.push({
    SourceIdentifier: 'orders',
    SourceType: 'replication-group',
    Message: 'Failover to replica node orders-0001-002 completed',
    Date: new Date(Date.now() - 3_600_000),
  });
}

function fillFigures(watch: FakeCloudWatch): void {
  const metrics = { EngineCPUUtilization: 40, DatabaseMemoryUsagePercentage: 60, CurrConnections: 120 };
  for (const [name, middle] of Object.entries(metrics)) {
    for (let step = 0; step < 12; step += 1) {
      watch.data.push({
        region: REGIONS[0],
        name,
        dimension: 'CacheClusterId=sessions-001',
        at: new Date(Date.now() - step * 15 * 60_000),
        value: middle * (1 + Math.sin(step) / 2),
      });
    }
  }
}
