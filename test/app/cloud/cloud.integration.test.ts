import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Cloud } from '../../../src/app/cloud/cloud';
import type { Memory } from '../../../src/app/desk/memory';
import { STORED } from '../../../src/app/ids';
import { cloudNodes } from '../../../src/app/cloud/cloudNodes';
import type { Node } from '../../../src/app/tree/node';
import { openCatalogue } from '../../../src/aws/catalogue';
import type { Catalog } from '../../../src/core/catalog';
import { awsEnvironment } from '../../lab/aws/awsEnvironment';
import { ensureModel } from '../../lab/aws/ensureModel';
import { FakeElastiCache } from '../../lab/aws/fakeElastiCache';

// The view's rows on the real client, against a fake that AWS's model drives.

const THREE = ['eu-west-1', 'eu-west-3', 'us-east-1'];

let fake: FakeElastiCache;
let catalog: Catalog;
let cloud: Cloud;
let kept: Map<string, unknown>;
let restore: () => Promise<void>;

beforeAll(async () => {
  fake = await FakeElastiCache.start(await ensureModel('newest'));
});

beforeEach(async () => {
  fake.reset();
  restore = await awsEnvironment(
    {
      AWS_ENDPOINT_URL_ELASTICACHE: fake.url,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'AKIDFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret',
    },
    {
      config:
        '[profile gone]\nsso_start_url=https://x.test\nsso_region=eu-west-1\nsso_account_id=1\nsso_role_name=r\nregion=eu-west-1\n',
    },
  );
  catalog = openCatalogue({ timeout: 700 });
  kept = new Map();
  cloud = cloudOf(kept);
});

afterEach(async () => {
  expect(fake.mistakes).toEqual([]);
  // Nothing but questions ever went out.
  for (const { action } of fake.calls) expect(action).toMatch(/^Describe/);
  cloud.dispose();
  catalog.forget();
  await restore();
});

afterAll(() => fake.stop());

function cloudOf(memory: Map<string, unknown>, from: Catalog = catalog): Cloud {
  const held: Memory = {
    get: (key) => memory.get(key),
    update: (key, value) => Promise.resolve(void memory.set(key, value)),
  };
  const quiet = (): void => undefined;
  return new Cloud(from, held, { info: quiet, warn: quiet, error: quiet });
}

function groups(region: string, count: number): void {
  const { groups: found, clusters } = fake.region(region);
  for (let index = 0; index < count; index += 1) {
    const id = `group-${String(index)}`;
    found.push({
      ReplicationGroupId: id,
      Engine: 'valkey',
      Status: 'available',
      ClusterEnabled: true,
      CacheNodeType: 'cache.r7g.large',
      TransitEncryptionEnabled: true,
      ConfigurationEndpoint: { Address: `clustercfg.${id}.example`, Port: 6379 },
      NodeGroups: [
        {
          NodeGroupId: '0001',
          Status: 'available',
          Slots: '0-16383',
          NodeGroupMembers: [{ CacheClusterId: `${id}-0001-001`, PreferredAvailabilityZone: `${region}a` }],
        },
      ],
    });
    clusters.push({ CacheClusterId: `${id}-0001-001`, ReplicationGroupId: id, EngineVersion: '8.1.0' });
  }
}

/** Each row on a line, by its depth. */
function drawn(nodes: readonly Node[], depth = 0): string[] {
  return nodes.flatMap(({ label, description, children }) => [
    `${'  '.repeat(depth)}${label}${description === undefined ? '' : ` | ${description}`}`,
    ...drawn(children, depth + 1),
  ]);
}

const find = (nodes: readonly Node[], label: string): Node | undefined =>
  nodes
    .map((node) => (node.label === label ? node : find(node.children, label)))
    .find((node) => node !== undefined);

describe('the ElastiCache view', () => {
  it('shows whose caches, where, and what they are', async () => {
    groups('eu-west-3', 1);
    const region = fake.region('eu-west-3');
    region.serverless.push({
      ServerlessCacheName: 'pages',
      Engine: 'valkey',
      MajorEngineVersion: '8',
      Status: 'creating',
    });
    region.clusters.push({
      CacheClusterId: 'old',
      Engine: 'memcached',
      CacheClusterStatus: 'available',
      NumCacheNodes: 2,
    });
    expect(cloudNodes(cloud)).toEqual([]);
    await cloud.ensure();
    expect(drawn(cloudNodes(cloud))).toEqual([
      `AWS environment | eu-west-3 · ${fake.url}`,
      'group-0 | valkey 8.1.0 · 1 shard · r7g.large · TLS',
      '  shard 0001 | 0-16383 · 1 node',
      '    group-0-0001-001 | eu-west-3a',
      '  snapshots',
      '  events',
      'pages | valkey 8 · serverless · TLS · creating',
      '  snapshots',
      '  events',
      'old | memcached · TLS'.replace(' · TLS', ''),
    ]);
    const context = (label: string): string | undefined => find(cloudNodes(cloud), label)?.context;
    expect([context('group-0'), context('pages'), context('old')]).toEqual([
      'cache.open',
      'cache.unborn',
      'cache.memcached',
    ]);
    expect(find(cloudNodes(cloud), 'old')).toMatchObject({ colour: 'disabledForeground', children: [] });
    // With cluster mode only the members tell where a node is, where they may be asked.
    expect(find(cloudNodes(cloud), 'group-0-0001-001')).toMatchObject({
      context: 'cloud.nodeAlone',
      subject: 'eu-west-3/replication group/group-0',
    });
    Object.assign(region.clusters[0] ?? {}, {
      TransitEncryptionEnabled: true,
      CacheNodes: [{ CacheNodeId: '0001', Endpoint: { Address: 'node.example', Port: 6379 } }],
    });
    await cloud.refresh();
    expect(find(cloudNodes(cloud), 'group-0-0001-001')).toMatchObject({
      context: 'cloud.node',
      copies: 'rediss://node.example:6379',
    });
    expect(cloudNodes(cloud)[0]?.tooltip).toContain('AWS\\_ENDPOINT\\_URL\\_ELASTICACHE');
  });

  it('asks for snapshots and events of the cache that is opened, once', async () => {
    groups('eu-west-3', 2);
    const region = fake.region('eu-west-3');
    const made = new Date('2026-11-01T10:00:00Z');
    region.snapshots.push({
      SnapshotName: 'nightly',
      ReplicationGroupId: 'group-1',
      SnapshotStatus: 'available',
      SnapshotSource: 'manual',
      NodeSnapshots: [{ CacheSize: '14 MB', SnapshotCreateTime: made }],
    });
    region.events.push({
      SourceIdentifier: 'group-1',
      SourceType: 'replication-group',
      Message: 'Failover',
      Date: new Date(),
    });
    await cloud.ensure();
    const subject = find(cloudNodes(cloud), 'group-1')?.subject ?? '';
    expect(find(find(cloudNodes(cloud), 'group-1')?.children ?? [], 'snapshots')?.wanted).toBe(
      `snapshots ${subject}`,
    );
    const asked = fake.calls.length;
    await Promise.all([1, 2].map(() => cloud.details.ensure(`snapshots ${subject}`)));
    await cloud.details.ensure(`snapshots ${subject}`);
    expect(fake.calls.slice(asked).map(({ action }) => action)).toEqual(['DescribeSnapshots']);
    await cloud.details.ensure(`events ${subject}`);
    expect(
      fake.calls
        .slice(asked)
        .map(({ action }) => action)
        .sort(),
    ).toEqual(['DescribeEvents', 'DescribeSnapshots']);
    const rows = drawn(find(cloudNodes(cloud), 'group-1')?.children ?? []);
    expect(rows).toContain('  nightly | manual · available · 2026-11-01 10:00 UTC · 14 MB');
    expect(rows.some((row) => row.startsWith('  Failover | '))).toBe(true);
    await cloud.refresh();
    expect(cloud.details.of('snapshots', subject)).toBeUndefined();
  });

  it('tells the parameter group of a cache, and what differs in it from its family', async () => {
    groups('eu-west-3', 1);
    const region = fake.region('eu-west-3');
    Object.assign(region.clusters[0] ?? {}, {
      CacheParameterGroup: { CacheParameterGroupName: 'shop', ParameterApplyStatus: 'pending-reboot' },
    });
    region.clusters.push({
      CacheClusterId: 'plain',
      Engine: 'redis',
      CacheClusterStatus: 'available',
      CacheParameterGroup: { CacheParameterGroupName: 'default.redis7' },
    });
    region.families.set('valkey8', [{ ParameterName: 'maxmemory-policy', ParameterValue: 'volatile-lru' }]);
    region.parameterGroups.push(
      {
        group: { CacheParameterGroupName: 'shop', CacheParameterGroupFamily: 'valkey8' },
        parameters: [
          {
            ParameterName: 'maxmemory-policy',
            ParameterValue: 'noeviction',
            Source: 'user',
            ChangeType: 'requires-reboot',
          },
        ],
      },
      {
        group: { CacheParameterGroupName: 'default.redis7', CacheParameterGroupFamily: 'redis7' },
        parameters: [],
      },
    );
    await cloud.ensure();
    const row = (label: string): Node | undefined =>
      find(find(cloudNodes(cloud), label)?.children ?? [], 'parameter group');
    expect(row('group-0')).toMatchObject({
      description: 'shop',
      wanted: 'parameters eu-west-3/replication group/group-0',
    });
    expect(find(cloudNodes(cloud), 'group-0')?.tooltip).toContain('waits for a reboot');
    const asked = fake.calls.length;
    await cloud.details.ensure(row('group-0')?.wanted ?? '');
    expect(row('group-0')?.description).toBe('shop · valkey8 · 1 value changed');
    expect(drawn(row('group-0')?.children ?? [])).toEqual([
      'maxmemory-policy | noeviction · usually volatile-lru',
    ]);
    expect(row('group-0')?.children[0]?.tooltip).toContain('after a reboot');
    expect(fake.calls.slice(asked)).toHaveLength(3);
    await cloud.details.ensure(row('plain')?.wanted ?? '');
    expect(row('plain')?.description).toBe('default.redis7 · redis7');
    expect(drawn(row('plain')?.children ?? [])).toEqual(['Every value is as in its family']);
  });

  it('tells global datastores where a cache belongs to one, and asks nobody where none does', async () => {
    groups('eu-west-3', 2);
    const region = fake.region('eu-west-3');
    await cloud.ensure();
    expect(find(cloudNodes(cloud), 'global datastores')).toBeUndefined();
    Object.assign(region.groups[1] ?? {}, {
      GlobalReplicationGroupInfo: {
        GlobalReplicationGroupId: 'ldgnf-shop',
        GlobalReplicationGroupMemberRole: 'SECONDARY',
      },
    });
    const member = (id: string, at: string, role: string): object => ({
      ReplicationGroupId: id,
      ReplicationGroupRegion: at,
      Role: role,
      Status: 'associated',
    });
    region.globals.push(
      {
        GlobalReplicationGroupId: 'ldgnf-shop',
        Status: 'modifying',
        Engine: 'valkey',
        EngineVersion: '8.1',
        Members: [member('shop', 'us-east-1', 'PRIMARY'), member('group-1', 'eu-west-3', 'SECONDARY')],
      },
      { GlobalReplicationGroupId: 'ldgnf-other', Status: 'available', Members: [] },
    );
    await cloud.refresh();
    const row = (): Node | undefined => find(cloudNodes(cloud), 'global datastores');
    expect(row()).toMatchObject({
      description: 'ldgnf-shop (secondary here)',
      wanted: 'globals eu-west-3',
      children: [],
    });
    expect(fake.calls.filter(({ action }) => action.includes('Global'))).toEqual([]);
    await cloud.details.ensure('globals eu-west-3');
    expect(drawn(row()?.children ?? [])).toEqual([
      'ldgnf-shop | valkey 8.1 · primary in us-east-1 · modifying',
      '  shop | primary · us-east-1 · associated',
      '  group-1 | secondary · eu-west-3 · here · associated',
    ]);
    expect(row()?.children[0]).toMatchObject({ colour: 'problemsWarningIcon.foreground' });
    expect(fake.calls.filter(({ action }) => action.includes('Global'))).toHaveLength(1);
  });

  it('names the permission that a detail lacks in the row of it, and asks no more once it is forgotten', async () => {
    groups('eu-west-3', 1);
    await cloud.ensure();
    const subject = find(cloudNodes(cloud), 'group-0')?.subject ?? '';
    fake.trouble({ mood: 'deny', action: 'DescribeEvents' });
    await cloud.details.ensure(`events ${subject}`);
    expect(find(cloudNodes(cloud), 'events')?.children).toMatchObject([
      {
        context: 'problem.cloud',
        description: expect.stringContaining('elasticache:DescribeEvents') as string,
      },
    ]);
    fake.trouble({ mood: 'hang', action: 'DescribeSnapshots' });
    const asking = cloud.details.ensure(`snapshots ${subject}`);
    expect(find(cloudNodes(cloud), 'snapshots')?.children[0]?.context).toBe('cloud.busy');
    cloud.details.forget();
    await asking;
    expect(cloud.details.of('snapshots', subject)).toBeUndefined();
    await cloud.details.ensure('events somewhere/replication group/gone');
    expect(cloud.details.of('events', 'somewhere/replication group/gone')).toBeUndefined();
  });

  it('shows 500 groups of three regions, the first of them long before the last', async () => {
    for (const region of THREE) groups(region, 500);
    kept.set(STORED.cloud, { profile: null, regions: THREE });
    fake.latency = 20;
    let first = Infinity;
    const begun = Date.now();
    cloud.onDidChange(() => {
      const shown = cloud.regions.reduce((sum, { caches }) => sum + caches.length, 0);
      if (shown > 0) first = Math.min(first, Date.now() - begun);
    });
    await cloud.ensure();
    const rows = cloudNodes(cloud);
    expect(rows.slice(1).map(({ label, description }) => `${label} ${description ?? ''}`)).toEqual(
      THREE.map((region) => `${region} 500 caches`),
    );
    expect(first).toBeLessThan((Date.now() - begun) / 2);
    // Five pages of groups, one of serverless caches, five of members.
    expect(fake.calls).toHaveLength(3 * 11);
  });

  it.each([
    ['expire', 'aws.signIn', 'elasticacheMigrator.signInToAws', /aws sso login/],
    ['deny', 'aws.permission', 'elasticacheMigrator.refreshCaches', /elasticache:DescribeReplicationGroups/],
    ['portal', 'aws.notAws', 'elasticacheMigrator.refreshCaches', /proxy/],
    ['hang', 'aws.unreachable', 'elasticacheMigrator.refreshCaches', /network/],
  ] as const)(
    'tells what to do in the one region where AWS answers by %s, and shows the others',
    async (mood, code, command, next) => {
      for (const region of THREE) groups(region, 1);
      kept.set(STORED.cloud, { profile: null, regions: THREE });
      fake.trouble({ mood, region: 'eu-west-3' });
      await cloud.ensure();
      const [, ...regions] = cloudNodes(cloud);
      const problem = regions[1]?.children[0];
      expect(problem).toMatchObject({ icon: 'error', command });
      expect(problem?.id).toContain(code);
      expect(`${problem?.label ?? ''} ${problem?.description ?? ''}`).toMatch(next);
      expect([regions[0], regions[2]].map((one) => one?.description)).toEqual(['1 cache', '1 cache']);
    },
    20_000,
  );

  it('offers the login of a profile whose SSO session has ended, and remembers the choice', async () => {
    await cloud.choose({ profile: 'gone', regions: ['eu-west-1'] });
    const problem = cloudNodes(cloud)[1];
    expect(problem).toMatchObject({ context: 'problem.signIn', command: 'elasticacheMigrator.signInToAws' });
    expect(problem?.description).toContain('aws sso login --profile gone');
    const next = cloudOf(kept);
    await next.ensure();
    expect(next.choice).toEqual({ profile: 'gone', regions: ['eu-west-1'] });
  });

  it('says in the first line where the regions are a choice, and knows it before anything is listed', async () => {
    const choice = { profile: null, regions: ['eu-west-1'], regionsChosen: true };
    kept.set(STORED.cloud, choice);
    expect([cloud.choice, cloud.kept]).toEqual([null, choice]);
    await cloud.ensure();
    expect(cloudNodes(cloud)[0]?.description).toBe(`eu-west-1 · chosen by you · ${fake.url}`);
    await cloud.choose({ profile: null, regions: ['us-east-1'] });
    expect(cloudNodes(cloud)[0]?.description).toBe(`us-east-1 · ${fake.url}`);
    kept.set(STORED.cloud, { ...choice, regionsChosen: 'yes' });
    expect(cloud.kept).toBeNull();
  });

  it('says that a region is to be chosen where nothing names one, and that there is nothing in an empty one', async () => {
    await cloud.ensure();
    expect(drawn(cloudNodes(cloud)).at(-1)).toBe('No caches in eu-west-3');
    delete process.env['AWS_REGION'];
    const other = cloudOf(new Map([[STORED.cloud, { profile: 7, regions: [] }]]));
    await other.ensure();
    expect(cloudNodes(other)).toMatchObject([{ command: 'elasticacheMigrator.selectRegions' }]);
  });

  it('can be cancelled: what has come is kept, and what has not is a row that asks again for its region alone', async () => {
    for (const region of THREE) groups(region, 1);
    kept.set(STORED.cloud, { profile: null, regions: THREE });
    fake.trouble({ mood: 'hang', region: 'eu-west-3', action: 'DescribeServerlessCaches', times: 1 });
    const slow = openCatalogue({ timeout: 60_000 });
    cloud = cloudOf(kept, slow);
    const listing = cloud.ensure();
    const shown = (at: number): Node | undefined => cloudNodes(cloud)[at + 1];
    await expect
      .poll(() => [0, 1, 2].map((at) => shown(at)?.description), { timeout: 10_000 })
      .toEqual(['1 cache', '1 cache · asking…', '1 cache']);
    expect(shown(1)?.context).toBe('cloud.loading');
    expect(cloudNodes(cloud)[0]?.description).toContain('2 of 3 regions told');
    cloud.cancel();
    await listing;
    expect(cloud.loading).toBe(false);
    expect(cloud.failure).toBeNull();
    expect(shown(1)).toMatchObject({ description: '1 cache · cancelled', context: 'cloud.region' });
    const row = shown(1)?.children.at(-1);
    expect(row).toMatchObject({
      label: 'Cancelled',
      description: 'Retry',
      subject: 'eu-west-3',
      command: 'elasticacheMigrator.refreshCaches',
    });
    // Painting the rows anew asks nobody.
    const asked = fake.calls.length;
    await cloud.ensure();
    expect(fake.calls.length).toBe(asked);
    await cloud.retry(row?.subject ?? '');
    expect(new Set(fake.calls.slice(asked).map(({ region }) => region))).toEqual(new Set(['eu-west-3']));
    expect(cloudNodes(cloud).map(({ description }) => description)).toEqual([
      expect.not.stringContaining('told') as string,
      '1 cache',
      '1 cache',
      '1 cache',
    ]);
    slow.forget();
  });

  it('keeps what was listed before where a refresh is cancelled, and counts nothing that nobody told', async () => {
    for (const region of THREE) groups(region, 2);
    kept.set(STORED.cloud, { profile: null, regions: THREE });
    const slow = openCatalogue({ timeout: 60_000 });
    cloud = cloudOf(kept, slow);
    fake.trouble({ mood: 'hang', region: 'eu-west-3', times: 3 });
    const listing = cloud.ensure();
    const shown = (): (string | undefined)[] =>
      cloudNodes(cloud)
        .slice(1)
        .map(({ description }) => description);
    await expect.poll(shown, { timeout: 10_000 }).toEqual(['2 caches', 'asking…', '2 caches']);
    cloud.cancel();
    await listing;
    expect(shown()).toEqual(['2 caches', 'not listed · cancelled', '2 caches']);

    for (const region of THREE) fake.trouble({ mood: 'hang', region, times: 3 });
    const soon = cloud.refresh();
    cloud.cancel();
    await soon;
    expect(shown()).toEqual(['2 caches · cancelled', 'not listed · cancelled', '2 caches · cancelled']);
    const again = cloud.refresh();
    await expect.poll(shown, { timeout: 10_000 }).toEqual(['asking…', 'asking…', 'asking…']);
    cloud.cancel();
    await again;
    expect(shown()).toEqual(['2 caches · cancelled', 'not listed · cancelled', '2 caches · cancelled']);
    expect(cloudNodes(cloud)[1]?.children.map(({ label }) => label)).toEqual([
      'group-0',
      'group-1',
      'Cancelled',
    ]);
    slow.forget();
  });

  it('can be cancelled before anything is known, and while a detail is asked for', async () => {
    const listing = cloud.ensure();
    cloud.cancel();
    await listing;
    expect(cloudNodes(cloud)).toMatchObject([{ label: 'Cancelled', subject: '' }]);
    await cloud.ensure();
    expect(fake.calls).toEqual([]);
    groups('eu-west-3', 1);
    await Promise.all([cloud.refresh(), cloud.refresh()]);
    expect(cloud.regions.map(({ caches }) => caches.length)).toEqual([1]);
    fake.trouble({ mood: 'hang', action: 'DescribeEvents', times: 1 });
    const events = (): Node | undefined => find(cloudNodes(cloud), 'events');
    const wanted = events()?.wanted ?? '';
    const asking = cloud.details.ensure(wanted);
    cloud.cancel();
    await asking;
    expect(events()?.children).toMatchObject([{ label: 'Cancelled', subject: wanted }]);
    await cloud.retry(wanted);
    expect(events()).toMatchObject({ description: '0', children: [] });
    await cloud.retry('nothing of this kind');
  });
});

it('has no command in its sources that would change anything at AWS', () => {
  const folder = new URL('../../../src/aws/', import.meta.url);
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const commands = sources.flatMap((file) => [
    ...readFileSync(new URL(file, folder), 'utf8').matchAll(/\b(\w+)Command\b/g),
  ]);
  expect(commands.length).toBeGreaterThan(5);
  for (const [, name] of commands) expect(name).toMatch(/^(Describe|Get)/);
});
