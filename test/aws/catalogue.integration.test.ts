import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/aws/catalogue';
import { openAws } from '../../src/aws/openAws';
import type { Catalog, CatalogPage } from '../../src/core/catalog';
import type { AwsScope } from '../../src/core/model/awsScope';
import { isFailure } from '../../src/core/model/failure';
import { awsEnvironment } from '../lab/aws/awsEnvironment';
import { ensureModel } from '../lab/aws/ensureModel';
import { FakeElastiCache } from '../lab/aws/fakeElastiCache';
import type { FakeRegion } from '../lab/aws/fakeRegion';

// Proves: what is asked is what AWS's model takes, and what is made of everything that the model can answer. Does not
// prove that AWS answers so: see docs/aws-limits.md.

const SECRET = 'fake-secret';
const PARIS: AwsScope = { profile: null, region: 'eu-west-3' };
const SIX = ['eu-west-1', 'eu-west-2', 'eu-west-3', 'us-east-1', 'us-west-2', 'ap-northeast-2'];

let fake: FakeElastiCache;
let catalog: Catalog;
let restore: () => Promise<void>;
const signal = new AbortController().signal;

beforeAll(async () => {
  fake = await FakeElastiCache.start(await ensureModel('newest'));
});

beforeEach(async () => {
  fake.reset();
  restore = await awsEnvironment({
    AWS_ENDPOINT_URL_ELASTICACHE: fake.url,
    AWS_REGION: PARIS.region,
    AWS_ACCESS_KEY_ID: 'AKIDFAKE',
    AWS_SECRET_ACCESS_KEY: SECRET,
  });
  catalog = openCatalogue({ timeout: 500 });
});

afterEach(async () => {
  expect(fake.mistakes).toEqual([]);
  catalog.forget();
  await restore();
});

afterAll(() => fake.stop());

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const caches = (...regions: string[]): Promise<CatalogPage[]> =>
  all(
    catalog.caches(
      regions.map((region) => ({ profile: null, region })),
      signal,
    ),
  );

/** `count` groups with one shard of two nodes each, and their members. */
function fill(region: FakeRegion, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const id = `group-${String(index)}`;
    region.groups.push({ ReplicationGroupId: id, Engine: 'valkey', Status: 'available' });
    for (const node of ['001', '002']) {
      region.clusters.push({ CacheClusterId: `${id}-${node}`, ReplicationGroupId: id, EngineVersion: '8.1' });
    }
  }
}

async function failureOf(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const thrown: unknown = await promise.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  if (!isFailure(thrown)) throw new Error(`not a Failure: ${String(thrown)}`);
  expect(thrown.message).not.toContain(SECRET);
  return thrown;
}

describe('caches', () => {
  it('tells groups, serverless caches and clusters as they are', async () => {
    const region = fake.region('eu-west-3');
    region.groups.push(
      {
        ReplicationGroupId: 'orders',
        ARN: 'arn:aws:elasticache:eu-west-3:1:replicationgroup:orders',
        Description: 'the shop <& its orders>',
        Status: 'modifying',
        Engine: 'Valkey',
        ClusterEnabled: true,
        CacheNodeType: 'cache.r7g.large',
        TransitEncryptionEnabled: true,
        TransitEncryptionMode: 'preferred',
        UserGroupIds: ['team'],
        AutomaticFailover: 'enabled',
        MultiAZ: 'enabled',
        DataTiering: 'disabled',
        ConfigurationEndpoint: { Address: 'clustercfg.orders.example', Port: 6379 },
        GlobalReplicationGroupInfo: {
          GlobalReplicationGroupId: 'ldgnf-shop',
          GlobalReplicationGroupMemberRole: 'PRIMARY',
        },
        NodeGroups: [
          {
            NodeGroupId: '0001',
            Status: 'available',
            Slots: '0-16383',
            NodeGroupMembers: [
              { CacheClusterId: 'orders-0001-001', PreferredAvailabilityZone: 'eu-west-3a' },
              { CacheClusterId: 'orders-0001-002', PreferredAvailabilityZone: 'eu-west-3b' },
            ],
          },
        ],
      },
      {
        ReplicationGroupId: 'queue',
        Status: 'available',
        AuthTokenEnabled: true,
        TransitEncryptionEnabled: false,
        NodeGroups: [
          {
            NodeGroupId: '0001',
            PrimaryEndpoint: { Address: 'master.queue.example', Port: 6380 },
            ReaderEndpoint: { Address: 'replica.queue.example', Port: 6380 },
            NodeGroupMembers: [
              {
                CacheClusterId: 'queue-001',
                CurrentRole: 'primary',
                ReadEndpoint: { Address: 'queue-001.example', Port: 6380 },
              },
            ],
          },
        ],
      },
      { ReplicationGroupId: 'new', Status: 'creating' },
    );
    region.serverless.push({
      ServerlessCacheName: 'pages',
      Status: 'available',
      Engine: 'valkey',
      MajorEngineVersion: '8',
      FullEngineVersion: '8.1',
      Endpoint: { Address: 'pages.serverless.example', Port: 6379 },
      CacheUsageLimits: { DataStorage: { Maximum: 5, Unit: 'GB' }, ECPUPerSecond: { Maximum: 1000 } },
      UserGroupId: 'team',
    });
    region.clusters.push(
      {
        CacheClusterId: 'orders-0001-001',
        ReplicationGroupId: 'orders',
        CacheClusterStatus: 'available',
        Engine: 'valkey',
        EngineVersion: '8.1.0',
        CacheParameterGroup: { CacheParameterGroupName: 'shop', ParameterApplyStatus: 'pending-reboot' },
        PreferredAvailabilityZone: 'eu-west-3a',
        SecurityGroups: [{ SecurityGroupId: 'sg-1', Status: 'active' }],
        CacheSubnetGroupName: 'private',
      },
      {
        CacheClusterId: 'sessions',
        CacheClusterStatus: 'available',
        Engine: 'memcached',
        EngineVersion: '1.6.22',
        NumCacheNodes: 3,
        CacheNodeType: 'cache.t4g.micro',
        ConfigurationEndpoint: { Address: 'sessions.cfg.example', Port: 11211 },
      },
      {
        CacheClusterId: 'old',
        CacheClusterStatus: 'available',
        Engine: 'redis',
        EngineVersion: '5.0.6',
        NumCacheNodes: 1,
        CacheNodes: [{ CacheNodeId: '0001', Endpoint: { Address: 'old.example', Port: 6379 } }],
      },
    );
    const [groups, serverless, clusters, done] = await caches('eu-west-3');
    expect(groups).toMatchObject({
      kind: 'replication groups',
      scope: PARIS,
      groups: [
        {
          id: 'orders',
          arn: 'arn:aws:elasticache:eu-west-3:1:replicationgroup:orders',
          description: 'the shop <& its orders>',
          status: 'modifying',
          engine: 'valkey',
          nodeType: 'cache.r7g.large',
          clusterMode: true,
          tls: 'preferred',
          auth: 'users',
          address: { host: 'clustercfg.orders.example', port: 6379, tls: true },
          readerAddress: null,
          failover: true,
          multipleZones: true,
          dataTiering: false,
          global: { id: 'ldgnf-shop', role: 'PRIMARY' },
          shards: [
            {
              id: '0001',
              slots: '0-16383',
              nodes: [
                { id: 'orders-0001-001', role: null, zone: 'eu-west-3a', address: null },
                { id: 'orders-0001-002', role: null, zone: 'eu-west-3b', address: null },
              ],
            },
          ],
        },
        {
          id: 'queue',
          engine: null,
          tls: 'none',
          auth: 'token',
          clusterMode: false,
          address: { host: 'master.queue.example', port: 6380, tls: false },
          readerAddress: { host: 'replica.queue.example', port: 6380, tls: false },
          shards: [{ slots: null, nodes: [{ role: 'primary', address: { host: 'queue-001.example' } }] }],
          global: null,
        },
        { id: 'new', status: 'creating', address: null, shards: [] },
      ],
    });
    expect(serverless).toMatchObject({
      kind: 'serverless',
      caches: [
        {
          id: 'pages',
          version: '8.1',
          tls: 'required',
          auth: 'users',
          address: { host: 'pages.serverless.example', port: 6379, tls: true },
          mostBytes: 5 * 1024 ** 3,
          mostEcpu: 1000,
        },
      ],
    });
    expect(clusters).toMatchObject({
      kind: 'clusters',
      clusters: [
        {
          id: 'sessions',
          engine: 'memcached',
          nodes: 3,
          address: { host: 'sessions.cfg.example', port: 11211 },
        },
        { id: 'old', engine: 'redis', version: '5.0.6', address: { host: 'old.example', port: 6379 } },
      ],
      members: [
        {
          id: 'orders-0001-001',
          group: 'orders',
          version: '8.1.0',
          parameterGroup: 'shop',
          rebootDue: true,
          zone: 'eu-west-3a',
          securityGroups: ['sg-1'],
          subnetGroup: 'private',
        },
      ],
    });
    expect(done).toEqual({ kind: 'done', scope: PARIS });
  });

  it('asks for 500 groups in six regions by no more requests than they have pages, and shows the first at once', async () => {
    for (const region of SIX) fill(fake.region(region), 500);
    fake.latency = 20;
    const seen = new Map<string, number>();
    let callsAtFirst = Number.POSITIVE_INFINITY;
    // A busy machine is not to make it ask twice.
    const patient = openCatalogue({ timeout: 30_000 });
    const scopes = SIX.map((region) => ({ profile: null, region }));
    for await (const page of patient.caches(scopes, signal)) {
      if (page.kind !== 'replication groups') continue;
      callsAtFirst = Math.min(callsAtFirst, fake.calls.length);
      seen.set(page.scope.region, (seen.get(page.scope.region) ?? 0) + page.groups.length);
    }
    expect([...seen.entries()].sort()).toEqual(SIX.map((region) => [region, 500]).sort());
    // Each region: 5 pages of groups, 1 of serverless caches, 10 of clusters.
    expect(fake.calls).toHaveLength(6 * 16);
    expect(callsAtFirst).toBeLessThanOrEqual(12);
    patient.forget();
  });

  it('asks for nothing more when nobody reads on', async () => {
    fill(fake.region('eu-west-3'), 500);
    for await (const page of catalog.caches([PARIS], signal)) {
      expect(page.kind).toBe('replication groups');
      break;
    }
    expect(fake.calls.length).toBeLessThanOrEqual(2);
  });

  it('finds nothing in an empty account', async () => {
    expect((await caches('eu-west-3')).map(({ kind }) => kind)).toEqual([
      'replication groups',
      'serverless',
      'clusters',
      'done',
    ]);
  });

  it('names the permission that is missing, and still lists what it may', async () => {
    fill(fake.region('eu-west-3'), 1);
    fake.trouble({ mood: 'deny', action: 'DescribeServerlessCaches' });
    const pages = await caches('eu-west-3');
    expect(pages.map(({ kind }) => kind)).toEqual(['replication groups', 'failed', 'clusters', 'done']);
    expect(pages[1]).toMatchObject({
      listing: 'serverless',
      failure: {
        code: 'aws.permission',
        why: expect.stringContaining('elasticache:DescribeServerlessCaches') as string,
      },
    });
  });

  it('goes on in the other regions when one fails', async () => {
    for (const region of SIX) fill(fake.region(region), 3);
    fake.trouble({ mood: 'hang', region: 'us-east-1' });
    fake.trouble({ mood: 'expire', region: 'eu-west-2' });
    const started = fake.calls.length;
    const pages = await caches(...SIX);
    const failed = pages.flatMap((page) =>
      page.kind === 'failed' ? [[page.scope.region, page.failure.code]] : [],
    );
    expect(failed.sort()).toEqual([
      ['eu-west-2', 'aws.signIn'],
      ['us-east-1', 'aws.unreachable'],
    ]);
    expect(pages.filter(({ kind }) => kind === 'done')).toHaveLength(6);
    expect(pages.filter(({ kind }) => kind === 'clusters')).toHaveLength(4);
    // What holds for the whole region is not asked a second time.
    const asked = fake.calls.slice(started).filter(({ region }) => region === 'eu-west-2');
    expect(new Set(asked.map(({ action }) => action))).toEqual(new Set(['DescribeReplicationGroups']));
  }, 20_000);

  it('backs off when throttled, and says so when that does not help', async () => {
    fill(fake.region('eu-west-3'), 1);
    fake.trouble({ mood: 'throttle', times: 2 });
    const begun = Date.now();
    expect((await caches('eu-west-3')).map(({ kind }) => kind)).not.toContain('failed');
    // Both tries after a refusal waited.
    expect(Date.now() - begun).toBeGreaterThan(100);
    fake.trouble({ mood: 'throttle' });
    const pages = await caches('eu-west-3');
    expect(pages[0]).toMatchObject({ kind: 'failed', failure: { code: 'aws.throttled' } });
    expect(pages[1]).toMatchObject({ kind: 'done' });
  }, 30_000);

  it('does not take the sign-in page of a network for an empty account', async () => {
    fill(fake.region('eu-west-3'), 1);
    fake.trouble({ mood: 'portal' });
    expect((await caches('eu-west-3'))[0]).toMatchObject({ kind: 'failed', failure: { code: 'aws.notAws' } });
  });

  it.each(['unavailable', 'cut'] as const)('tells an answer that is none (%s)', async (mood) => {
    fake.trouble({ mood });
    expect((await caches('eu-west-3'))[0]).toMatchObject({ kind: 'failed', failure: { code: 'aws.notAws' } });
  });

  it('tells a connection that is cut, and a server that is not there', async () => {
    fake.trouble({ mood: 'reset' });
    const gone = { kind: 'failed', failure: { code: 'aws.unreachable' } };
    expect((await caches('eu-west-3'))[0]).toMatchObject(gone);
    process.env['AWS_ENDPOINT_URL_ELASTICACHE'] = 'http://127.0.0.1:1';
    catalog.forget();
    expect((await caches('eu-west-3'))[0]).toMatchObject(gone);
    process.env['AWS_ENDPOINT_URL_ELASTICACHE'] = 'http://elasticache.invalid';
    catalog.forget();
    expect((await caches('eu-west-3'))[0]).toMatchObject(gone);
  }, 20_000);

  it.each(['hang', 'throttle'] as const)('can be cancelled at any time (%s)', async (mood) => {
    fake.trouble({ mood });
    const controller = new AbortController();
    const slow = openCatalogue({ timeout: 60_000 });
    const reading = all(slow.caches([PARIS], controller.signal));
    while (fake.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const begun = Date.now();
    controller.abort(new Error('cancelled by the user'));
    await expect(reading).rejects.toThrow('cancelled by the user');
    expect(Date.now() - begun).toBeLessThan(1000);
    slow.forget();
  });
});

describe('details', () => {
  it('lists the snapshots of a group and of a serverless cache', async () => {
    const region = fake.region('eu-west-3');
    const made = new Date('2026-11-01T10:00:00Z');
    for (let index = 0; index < 60; index += 1) {
      region.snapshots.push({
        SnapshotName: `orders-${String(index)}`,
        ReplicationGroupId: 'orders',
        SnapshotStatus: 'available',
        SnapshotSource: 'automated',
        Engine: 'valkey',
        EngineVersion: '8.1',
        NodeSnapshots: [{ CacheSize: '14 MB', SnapshotCreateTime: made }],
      });
    }
    region.snapshots.push({ SnapshotName: 'other', ReplicationGroupId: 'other' });
    region.serverlessSnapshots.push({
      ServerlessCacheSnapshotName: 'pages-1',
      Status: 'available',
      SnapshotType: 'manual',
      CreateTime: made,
      BytesUsedForCache: '1024',
      ServerlessCacheConfiguration: {
        ServerlessCacheName: 'pages',
        Engine: 'valkey',
        MajorEngineVersion: '8',
      },
    });
    const pages = await all(catalog.snapshots(PARIS, { kind: 'replication group', id: 'orders' }, signal));
    expect(pages.map((page) => page.length)).toEqual([50, 10]);
    expect(pages[0]?.[0]).toEqual({
      name: 'orders-0',
      arn: null,
      status: 'available',
      source: 'automated',
      engine: 'valkey',
      version: '8.1',
      of: 'orders',
      takenAt: made.getTime(),
      sizes: ['14 MB'],
    });
    expect((await all(catalog.snapshots(PARIS, { kind: 'serverless', id: 'pages' }, signal))).flat()).toEqual(
      [
        expect.objectContaining({
          name: 'pages-1',
          of: 'pages',
          takenAt: made.getTime(),
          sizes: ['1024 bytes'],
        }),
      ],
    );
  });

  it('lists events of a cache and of everything', async () => {
    const now = Date.now();
    const { events } = fake.region('eu-west-3');
    const at = (hours: number): Date => new Date(now - hours * 3_600_000);
    events.push(
      { SourceType: 'replication-group', SourceIdentifier: 'orders', Message: 'failover', Date: at(1) },
      { SourceType: 'replication-group', SourceIdentifier: 'others', Message: 'made', Date: at(2) },
      { SourceType: 'replication-group', SourceIdentifier: 'orders', Message: 'long ago', Date: at(30) },
    );
    const messages = async (hours: number, id?: string): Promise<string[]> =>
      (
        await all(
          catalog.events(PARIS, hours, id === undefined ? null : { kind: 'replication group', id }, signal),
        )
      )
        .flat()
        .map(({ message }) => message);
    expect(await messages(24)).toEqual(['failover', 'made']);
    expect(await messages(24, 'orders')).toEqual(['failover']);
    expect(await messages(336)).toHaveLength(3);
  });

  it('tells the parameters that differ from their family, and only those', async () => {
    const region = fake.region('eu-west-3');
    region.families.set('valkey8', [
      { ParameterName: 'timeout', ParameterValue: '0' },
      { ParameterName: 'maxmemory-policy', ParameterValue: 'volatile-lru' },
      ...Array.from({ length: 130 }, (_, index) => ({
        ParameterName: `p${String(index)}`,
        ParameterValue: '1',
      })),
    ]);
    region.parameterGroups.push({
      group: { CacheParameterGroupName: 'shop', CacheParameterGroupFamily: 'valkey8' },
      parameters: [
        { ParameterName: 'timeout', ParameterValue: '0', Source: 'user' },
        {
          ParameterName: 'maxmemory-policy',
          ParameterValue: 'noeviction',
          Source: 'user',
          ChangeType: 'immediate',
        },
        { ParameterName: 'p129', ParameterValue: '2', Source: 'user', ChangeType: 'requires-reboot' },
        { ParameterName: 'p1', ParameterValue: '1', Source: 'system' },
      ],
    });
    expect(await catalog.parameterGroup(PARIS, 'shop', signal)).toEqual({
      name: 'shop',
      family: 'valkey8',
      changed: [
        { name: 'maxmemory-policy', value: 'noeviction', usual: 'volatile-lru', needsReboot: false },
        { name: 'p129', value: '2', usual: '1', needsReboot: true },
      ],
    });
    await expect(catalog.parameterGroup(PARIS, 'none', signal)).rejects.toMatchObject({
      what: 'Could not read the parameter group none',
    });
  });

  it('lists global datastores with their members', async () => {
    fake.region('eu-west-3').globals.push({
      GlobalReplicationGroupId: 'ldgnf-shop',
      Status: 'primary-only',
      Engine: 'valkey',
      EngineVersion: '8.1',
      Members: [
        {
          ReplicationGroupId: 'orders',
          ReplicationGroupRegion: 'eu-west-3',
          Role: 'PRIMARY',
          Status: 'associated',
        },
      ],
    });
    expect((await all(catalog.globalDatastores(PARIS, signal))).flat()).toEqual([
      {
        id: 'ldgnf-shop',
        status: 'primary-only',
        engine: 'valkey',
        version: '8.1',
        members: [{ group: 'orders', region: 'eu-west-3', role: 'PRIMARY', status: 'associated' }],
      },
    ]);
  });
});

describe('listCaches', () => {
  it('lists what the environment names, without memcached', async () => {
    const region = fake.region('eu-west-3');
    fill(region, 1);
    region.serverless.push(
      { ServerlessCacheName: 'pages', Engine: 'valkey', Status: 'available' },
      { ServerlessCacheName: 'words', Engine: 'memcached', Status: 'available' },
    );
    region.clusters.push({ CacheClusterId: 'old', Engine: 'redis', CacheClusterStatus: 'available' });
    expect((await openAws().listCaches(signal)).map(({ name, kind }) => [name, kind])).toEqual([
      ['group-0', 'replication group'],
      ['pages', 'serverless'],
      ['old', 'cluster'],
    ]);
  });

  it('says which permission is missing, that there is no region, and that there are no credentials', async () => {
    fake.trouble({ mood: 'deny' });
    expect(await failureOf(openAws().listCaches(signal))).toMatchObject({
      code: 'aws.permission',
      why: expect.stringContaining('elasticache:DescribeReplicationGroups') as string,
    });
    fake.reset();
    delete process.env['AWS_ACCESS_KEY_ID'];
    expect(await failureOf(openAws().listCaches(signal))).toMatchObject({ code: 'aws.credentials' });
    delete process.env['AWS_REGION'];
    expect(await failureOf(openAws().listCaches(signal))).toMatchObject({ code: 'aws.region' });
    expect(fake.calls).toEqual([]);
  });
});
