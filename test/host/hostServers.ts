import type { Redis } from 'ioredis';
import { CreateReplicationGroupCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { ensureModel } from '../lab/aws/ensureModel';
import { ensureMoto } from '../lab/aws/ensureMoto';
import { FakeElastiCache } from '../lab/aws/fakeElastiCache';
import { startMoto, type RunningMoto } from '../lab/aws/startMoto';
import { fillDataset } from '../lab/dataset/fillDataset';
import { startReplicated } from '../lab/servers/startReplicated';
import { startSentinels } from '../lab/servers/startSentinels';
import { startServer } from '../lab/servers/startServer';
import { HOST_AWS, HOST_DATASET_KEYS, HOST_ENV, HOST_FAR, HOST_FAR_NODE } from './hostEnv';
import { HOST_FILES, HOST_MODEST_KEYS } from './hostEnv';
import { HOST_AWS_MODEL, HOST_MOTO, MOTO_GROUPS, MOTO_REGIONS } from './hostEnv';
import { HOST_PASSWORD, HOST_SENTINEL_PASSWORD, HOST_SMALL_KEYS } from './hostEnv';

/** The servers of the host suite, and how their addresses reach the tests. */
export interface HostServers {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts two Redis 8.0 with a password and data, one with large keys, and empty Valkeys 8.1: a plain one, one that speaks
 * TLS, and one that a Sentinel watches.
 */
export async function startHostServers(): Promise<HostServers> {
  const [source, large, modest, target, secure, watched, moto] = await Promise.all([
    startServer({ server: 'redis-8.0', requirepass: HOST_PASSWORD, debugCommand: true }),
    startServer({ server: 'redis-8.0' }),
    startServer({ server: 'redis-8.0', requirepass: HOST_PASSWORD }),
    startServer({ server: 'valkey-8.1' }),
    startServer({ server: 'valkey-8.1', tls: 'mutual', requirepass: HOST_PASSWORD }),
    startReplicated({ server: 'valkey-8.1', requirepass: HOST_PASSWORD }),
    startFilledMoto(),
  ]);
  const sentinels = await startSentinels({
    primaries: { orders: watched.primary },
    count: 1,
    requirepass: HOST_SENTINEL_PASSWORD,
  });
  const aws = await startAws(target.port);
  const stop = async (): Promise<void> => {
    await Promise.all([aws.stop(), moto.stop()]);
    await Promise.all(
      [source, large, modest, target, secure, sentinels, watched].map((server) => server.stop()),
    );
  };
  try {
    const client = await source.client();
    await Promise.all([
      fillDataset(client, { seed: 'host', keys: HOST_DATASET_KEYS }).then(() =>
        client.call('DEBUG', 'POPULATE', String(HOST_SMALL_KEYS), 'small', '100'),
      ),
      large.client().then(fillLarge),
      modest.client().then((filled) => fillDataset(filled, { seed: 'modest', keys: HOST_MODEST_KEYS })),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const env = {
    [HOST_ENV.source]: source.url,
    [HOST_ENV.target]: target.url,
    [HOST_ENV.large]: large.url,
    [HOST_ENV.modest]: modest.url,
    [HOST_ENV.secure]: secure.tlsUrl ?? '',
    [HOST_ENV.sentinel]: sentinels.sentinels[0]?.url.replace('redis://', 'redis+sentinel://') ?? '',
    [HOST_AWS]: aws.url,
    [HOST_AWS_MODEL]: (await ensureMoto()).model,
    [HOST_MOTO]: moto.url,
    [HOST_FILES.ca]: secure.certificatePaths?.ca ?? '',
    [HOST_FILES.clientCert]: secure.certificatePaths?.clientCert ?? '',
    [HOST_FILES.clientKey]: secure.certificatePaths?.clientKey ?? '',
  };
  return { env, stop };
}

/** Strings of 1 MB and more, and hashes with a field TTL, which Valkey 8.1 takes re-encoded only. */
async function fillLarge(client: Redis): Promise<void> {
  const bytes = Buffer.alloc(60 << 20);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeInt32LE(Math.imul(at, 0x9e3779b1), at);
  for (let number = 0; number < 40; number += 1) {
    await client.set(`mega:${String(number)}`, bytes.subarray(number, number + (1 << 20)));
  }
  for (const megabytes of [10, 20, 40, 60]) {
    await client.set(`large:${String(megabytes)}`, bytes.subarray(0, megabytes << 20));
  }
  for (const [hash, thousands] of [1, 1, 1, 5, 5, 100, 200].entries()) {
    const key = `fields:${String(hash)}`;
    for (let thousand = 0; thousand < thousands; thousand += 1) {
      const fields = Array.from({ length: 1000 }, (_, index) => `field:${String(thousand * 1000 + index)}`);
      await client.hset(key, ...fields.flatMap((field) => [field, `the value of ${field}, and some more`]));
    }
    await client.call('HEXPIRE', key, '100000', 'FIELDS', '1', 'field:0');
  }
}

/** Other people's emulator, with caches in several regions. */
async function startFilledMoto(): Promise<RunningMoto> {
  const moto = await startMoto();
  for (const region of MOTO_REGIONS) {
    const client = new ElastiCacheClient({
      endpoint: moto.url,
      region,
      credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake-secret' },
    });
    await Promise.all(
      Array.from({ length: MOTO_GROUPS }, (_each, index) =>
        client.send(
          new CreateReplicationGroupCommand({
            ReplicationGroupId: `moto-${String(index)}`,
            ReplicationGroupDescription: 'of the host suite',
            Engine: 'valkey',
          }),
        ),
      ),
    );
    client.destroy();
  }
  return moto;
}

/** One cache that is really there, one that wants a user, and a cluster whose name only its VPC knows. */
async function startAws(port: number): Promise<FakeElastiCache> {
  const fake = await FakeElastiCache.start(await ensureModel('newest'));
  const shard = (id: string, place: number): object => ({
    NodeGroupId: '0001',
    Status: 'available',
    PrimaryEndpoint: { Address: '127.0.0.1', Port: place },
    NodeGroupMembers: [
      { CacheClusterId: `${id}-001`, CurrentRole: 'primary', PreferredAvailabilityZone: 'eu-west-3a' },
    ],
  });
  const { groups, clusters } = fake.region('eu-west-3');
  groups.push(
    {
      ReplicationGroupId: 'orders-cache',
      Engine: 'valkey',
      Status: 'available',
      NodeGroups: [shard('orders-cache', port)],
    },
    {
      ReplicationGroupId: 'team-cache',
      Engine: 'valkey',
      Status: 'available',
      TransitEncryptionEnabled: true,
      UserGroupIds: ['team'],
      NodeGroups: [shard('team-cache', 1)],
    },
    {
      ReplicationGroupId: 'far-cache',
      Engine: 'valkey',
      Status: 'available',
      ClusterEnabled: true,
      ConfigurationEndpoint: { Address: HOST_FAR, Port: 6379 },
      NodeGroups: [shard('far-cache-0001', 1)],
    },
  );
  clusters.push({
    CacheClusterId: 'orders-cache-001',
    ReplicationGroupId: 'orders-cache',
    EngineVersion: '8.1.0',
  });
  clusters.push({
    CacheClusterId: 'far-cache-0001-001',
    ReplicationGroupId: 'far-cache',
    EngineVersion: '8.1.0',
    CacheNodes: [{ CacheNodeId: '0001', Endpoint: { Address: HOST_FAR_NODE, Port: 6379 } }],
  });
  return fake;
}
