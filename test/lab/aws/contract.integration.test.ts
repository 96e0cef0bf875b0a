import {
  CreateReplicationGroupCommand,
  CreateSnapshotCommand,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeSnapshotsCommand,
  ElastiCacheClient,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureModel } from './ensureModel';
import { FakeElastiCache } from './fakeElastiCache';
import { startMoto, type RunningMoto } from './startMoto';

// The same tests on our fake and on other people's moto, for the operations that both have. Proves: where a third party
// has an opinion, the fake shares it. moto does not check what it is asked, nor page snapshots: those are not here.

let moto: RunningMoto;
let fake: FakeElastiCache;

beforeAll(async () => {
  [moto, fake] = await Promise.all([
    startMoto(),
    ensureModel('newest').then((model) => FakeElastiCache.start(model)),
  ]);
});

beforeEach(async () => {
  fake.reset();
  await moto.reset();
});

afterAll(async () => {
  await moto.stop();
  await fake.stop();
});

describe.each(['the fake', 'moto'])('%s', (name) => {
  const clientOf = (region: string): ElastiCacheClient =>
    new ElastiCacheClient({
      endpoint: name === 'moto' ? moto.url : fake.url,
      region,
      credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake-secret' },
      maxAttempts: 1,
    });

  it('shows a group as it was made, in its region only', async () => {
    const client = clientOf('eu-west-1');
    await client.send(
      new CreateReplicationGroupCommand({
        ReplicationGroupId: 'orders',
        ReplicationGroupDescription: 'those <of> "today" & ü',
        Engine: 'valkey',
        CacheNodeType: 'cache.t4g.micro',
        TransitEncryptionEnabled: true,
        AuthToken: 'sixteen-letters-and-more',
      }),
    );
    const { ReplicationGroups } = await client.send(
      new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'orders' }),
    );
    expect(ReplicationGroups).toHaveLength(1);
    expect(ReplicationGroups?.[0]).toMatchObject({
      ReplicationGroupId: 'orders',
      Description: 'those <of> "today" & ü',
      Status: 'available',
      Engine: 'valkey',
      CacheNodeType: 'cache.t4g.micro',
      TransitEncryptionEnabled: true,
      AuthTokenEnabled: true,
      ClusterEnabled: false,
    });
    const elsewhere = await clientOf('us-east-1').send(new DescribeReplicationGroupsCommand());
    expect(elsewhere.ReplicationGroups).toEqual([]);
  });

  it('refuses a second group of that name, and tells of one that is not there', async () => {
    const client = clientOf('eu-west-1');
    const make = new CreateReplicationGroupCommand({
      ReplicationGroupId: 'orders',
      ReplicationGroupDescription: 'one',
    });
    await client.send(make);
    await expect(client.send(make)).rejects.toMatchObject({
      name: 'ReplicationGroupAlreadyExistsFault',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(
      client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'none' })),
    ).rejects.toMatchObject({ name: 'ReplicationGroupNotFoundFault', $metadata: { httpStatusCode: 404 } });
    await expect(
      client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'none' })),
    ).rejects.toMatchObject({ name: 'CacheClusterNotFoundFault', $metadata: { httpStatusCode: 404 } });
  });

  it('gives every group once, page by page', async () => {
    const client = clientOf('eu-west-1');
    const names = Array.from({ length: 45 }, (_, index) => `g${String(index).padStart(2, '0')}`);
    for (const id of names) {
      await client.send(
        new CreateReplicationGroupCommand({ ReplicationGroupId: id, ReplicationGroupDescription: id }),
      );
    }
    const pages: string[][] = [];
    for await (const { ReplicationGroups } of paginateDescribeReplicationGroups(
      { client, pageSize: 20 },
      {},
    )) {
      pages.push((ReplicationGroups ?? []).map((one) => one.ReplicationGroupId ?? ''));
    }
    expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
    expect(pages.flat().sort()).toEqual(names);
  });

  it('shows the snapshots of a group', async () => {
    const client = clientOf('eu-west-1');
    for (const id of ['orders', 'others']) {
      await client.send(
        new CreateReplicationGroupCommand({ ReplicationGroupId: id, ReplicationGroupDescription: id }),
      );
      await client.send(new CreateSnapshotCommand({ ReplicationGroupId: id, SnapshotName: `${id}-1` }));
    }
    const { Snapshots } = await client.send(new DescribeSnapshotsCommand({ ReplicationGroupId: 'orders' }));
    expect(Snapshots).toHaveLength(1);
    expect(Snapshots?.[0]).toMatchObject({
      SnapshotName: 'orders-1',
      ReplicationGroupId: 'orders',
      SnapshotStatus: 'available',
      SnapshotSource: 'manual',
    });
  });

  it('has nothing at first', async () => {
    const client = clientOf('eu-west-1');
    expect((await client.send(new DescribeReplicationGroupsCommand())).ReplicationGroups).toEqual([]);
    expect((await client.send(new DescribeCacheClustersCommand())).CacheClusters).toEqual([]);
    expect((await client.send(new DescribeSnapshotsCommand())).Snapshots).toEqual([]);
  });
});
