import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { Deployment } from '../../../../src/core/model/deployment';
import type { RoutePlan } from '../../../../src/core/model/plan';
import type { Route } from '../../../../src/core/model/route';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startCluster } from '../../../lab/servers/startCluster';
import type { RunningCluster } from '../../../lab/servers/startCluster';
import { startReplicated } from '../../../lab/servers/startReplicated';
import type { RunningReplicated } from '../../../lab/servers/startReplicated';
import { startServer } from '../../../lab/servers/startServer';
import { dialOf } from '../../../redis/cluster/clusterRuns';
import { PREREQUISITES } from '../cases/online';
import { AwsAnswers } from './awsAnswers';
import { ask, checkPair, NODES } from './pair';
import type { End } from './pair';
import { Turns } from './turns';
import type { Says } from './turns';

// A source that AWS would take, a server of the lab for the target, and what AWS answers about it.

const OPEN = ['protected-mode no', 'bind 0.0.0.0'];
const turns = new Turns('online');
let aws: AwsAnswers;
let three: RunningCluster;
let one: RunningCluster;
let linked: RunningReplicated;
let source: RunningServer;
let target: RunningServer;
let fit: Deployment;

beforeAll(async () => {
  [aws, three, one, source, linked, target] = await Promise.all([
    AwsAnswers.start(),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
    startCluster({ server: 'redis-7.0.15', masters: 1, config: OPEN }),
    startServer({ server: 'redis-7.0.15', config: OPEN }),
    startReplicated({ server: 'redis-7.0.15', config: OPEN }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  fit = await placed();
  await ask(source, 'SET a b', 'HSET h f v', 'SAVE');
});
afterAll(async () => {
  await Promise.all([aws, three, one, source, linked, target].map((each) => each.stop()));
});

/** AWS does not tell whether the source's network is the target's: that is for the user to say. */
async function placed(differs: Partial<ReplicationGroup> = {}): Promise<Deployment> {
  return { ...(await aws.ofGroup(differs)), sameNetwork: true };
}

async function check(from: Partial<End> = {}, to: Partial<End> = {}): Promise<CheckReport> {
  return await checkPair({ server: source, ...from }, { server: target, place: fit, ...to });
}

function routeOf({ routes }: CheckReport, wanted: Route = 'online-migration'): RoutePlan | undefined {
  return routes.find(({ route }) => route === wanted);
}

it('Redis 7.0 to Valkey 8.1 is ready for online migration, if its configuration allows it', async () => {
  const report = await check();
  expect(routeOf(report)).toMatchObject({ verdict: 'ready', reasons: [] });
  expect(report).toMatchObject({ status: 'ready', recommended: 'copy' });
});

it('Redis 8.0 to Valkey 8.1 is blocked by its RDB version; a copy is ready, and names the hashes that lose field TTLs', async () => {
  await using newer = await startServer({ server: 'redis-8.0', config: OPEN });
  await ask(newer, 'HSET h f v', 'HEXPIRE h 1000 FIELDS 1 f', 'HSET plain f v', 'SET a b');
  const report = await check({ server: newer });
  expect(routeOf(report)).toMatchObject({ verdict: 'blocked', reasons: ['rdb.version'] });
  expect(report.findings.find(({ rule }) => rule === 'rdb.version')).toMatchObject({
    evidence: expect.stringContaining('the source writes RDB version 12, the target 11') as string,
  });
  expect(routeOf(report, 'copy')).toMatchObject({ verdict: 'ready' });
  expect(report).toMatchObject({
    status: 'ready',
    recommended: 'copy',
    losses: [{ kind: 'hash-field-ttl', count: 1 }],
  });
  expect(report.findings.find(({ rule }) => rule === 'hash.fieldTtl')?.message).toMatch(
    /^Up to 1 hash will lose field TTLs: Valkey 8\.1\.\d+ has none$/,
  );
});

/** What was seen to block the route alone. */
const broke = new Set<string>();

/** The rule speaks, and stands in the way of this route by itself; without what broke it, it is silent. */
async function blocks(broken: CheckReport, says: Says): Promise<void> {
  const whole = await check();
  expect(routeOf(whole)).toMatchObject({ verdict: 'ready', reasons: [] });
  turns.expect(broken, whole, says);
  expect(routeOf(broken)).toMatchObject({ verdict: 'blocked', reasons: Object.keys(says) });
  for (const rule of Object.keys(says)) broke.add(rule);
}

const BY_SETTING: readonly (readonly [on: string, off: string, says: Says])[] = [
  [
    'CONFIG SET protected-mode yes',
    'CONFIG SET protected-mode no',
    { 'online.protectedMode': /protected-mode says yes/ },
  ],
  ['CONFIG SET bind 127.0.0.1', 'CONFIG SET bind 0.0.0.0', { 'online.bind': /bind says 127\.0\.0\.1/ }],
  [
    'ACL SETUSER default resetpass >hidden',
    'ACL SETUSER default nopass',
    { 'online.auth': /does not get in without one/ },
  ],
];

it.each(BY_SETTING)('blocked by %s', async (on, off, says) => {
  const admin = await source.client();
  await ask(source, on);
  const broken = await check({ dial: { ...dialOf('the source', source), password: 'hidden' } });
  const [name = '', ...args] = off.split(' ');
  await admin.call(name, ...args);
  await blocks(broken, says);
});

it('blocked by a source without a port for plain text', async () => {
  await using shut = await startServer({ server: 'redis-7.0.15', config: OPEN, tls: true });
  const client = await shut.client();
  await client.config('SET', 'port', '0');
  await blocks(await check({ server: shut }), { 'online.sourceTls': /"port" is 0/ });
});

it('blocked by another number of databases, and by commands of other names', async () => {
  await using more = await startServer({ server: 'redis-7.0.15', config: OPEN, databases: 32 });
  await blocks(await check({ server: more }), {
    'online.databases': /"databases" is 32 on the source, 16 on the target/,
  });
  await using renamed = await startServer({
    server: 'redis-7.0.15',
    config: [...OPEN, 'rename-command PSYNC mypsync', 'rename-command FLUSHALL ""'],
  });
  await blocks(await check({ server: renamed }), {
    'online.renamedCommands': /does not know PSYNC and FLUSHALL by name/,
  });
});

const BY_ANSWER: readonly (readonly [differs: Partial<ReplicationGroup>, says: Says])[] = [
  [
    { TransitEncryptionEnabled: true },
    { 'online.transitEncryption': /in-transit encryption of the target is on/ },
  ],
  [{ MultiAZ: 'disabled' }, { 'online.multiAz': /says Multi-AZ disabled/ }],
  [
    { DataTiering: 'enabled', CacheNodeType: 'cache.r6gd.xlarge' },
    { 'online.dataTiering': /its node type is cache\.r6gd\.xlarge/ },
  ],
  [
    {
      GlobalReplicationGroupInfo: {
        GlobalReplicationGroupId: 'ldgnf-orders',
        GlobalReplicationGroupMemberRole: 'PRIMARY',
      },
    },
    { 'online.globalDatastore': /names a global datastore/ },
  ],
];

it.each(BY_ANSWER)('blocked by what AWS answers: %o', async (differs, says) => {
  await blocks(await check({}, { place: await placed(differs) }), says);
});

it('blocked by a target that answers by TLS alone, where AWS was not asked', async () => {
  await using guarded = await startServer({ server: 'valkey-8.1', tls: true });
  const place = { ...fit, inTransitEncryption: null };
  await blocks(await check({}, { server: guarded, place }), {
    'online.transitEncryption': /the target answers by TLS/,
  });
});

it('blocked by one cluster, and by clusters of other sizes', async () => {
  const [large, small] = [three.masters[0], one.masters[0]];
  if (large === undefined || small === undefined) throw new Error('a cluster has no node');
  await blocks(await check({}, { server: large }), {
    'online.clusterMode': /the source is standalone, the target cluster/,
  });
  await blocks(await check({ server: small }, { server: large }), { 'online.shards': /1 shard to 3 shards/ });
  const same = await check({ server: small }, { server: small });
  expect(routeOf(same)?.reasons).not.toContain('online.shards');
});

it('blocked, in the words of the user, by another network', async () => {
  const report = await check({}, { place: { ...fit, sameNetwork: false } });
  expect(routeOf(report)).toMatchObject({ verdict: 'blocked', reasons: ['online.network'] });
  broke.add('online.network');
});

it('blocked by every prerequisite of the table that is broken alone', () => {
  // Versions that are too old cannot be had: see older.integration.test.ts.
  const old = ['online.sourceVersion', 'online.targetVersion'];
  expect([...broke, ...old].sort()).toEqual(Object.keys(PREREQUISITES).sort());
});

it('at risk by a full sync that takes longer than repl-timeout', async () => {
  await ask(source, 'CONFIG SET repl-timeout 1', 'SETRANGE filler 99999999 x');
  const risky = await check();
  await ask(source, 'CONFIG SET repl-timeout 60', 'DEL filler');
  turns.expect(risky, await check(), { 'online.replTimeout': /about 2(\.\d)? s, the timeout is 1(\.\d)? s/ });
  expect(routeOf(risky)).toMatchObject({ verdict: 'risky', reasons: ['online.replTimeout'] });
});

it('at risk by writes for which buffer and backlog are too small', async () => {
  const { primary: server } = linked;
  const small = 'CONFIG SET repl-backlog-size 16kb client-output-buffer-limit "replica 20kb 0 0"';
  await ask(server, small, 'SET a b');
  const writer = await server.client();
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) await writer.set('k', 'v'.repeat(500));
  })();
  const busy = await check({ server });
  stop.abort();
  await writing;
  turns.expect(busy, await check({ server }), {
    'online.backlog': /16(\.\d)? kB at [\d.]+ [kM]B of writes a second/,
    'online.outputBuffer': /the limit is 20(\.\d)? kB/,
  });
  expect(routeOf(busy)).toMatchObject({ verdict: 'risky' });
});

it('at risk by a source that is a replica, by encryption at rest, and by what nobody tells', async () => {
  const [replica] = linked.replicas;
  if (replica === undefined) throw new Error('there is no replica');
  const calm = await check();
  const chained = await check({ server: replica });
  turns.expect(chained, calm, { 'online.replicaSource': /role slave/ });
  const encrypted = await check({}, { place: await placed({ AtRestEncryptionEnabled: true }) });
  turns.expect(encrypted, calm, { 'online.atRest': /encryption at rest of the target is on/ });
  const unknown = await check({}, { place: await aws.ofGroup() });
  turns.expect(unknown, calm, {
    'online.unknown': /^1 of .*\nnot known: whether the two are in one network$/,
  });
  const unasked = await check({}, { place: NODES });
  expect(unasked.findings.find(({ rule }) => rule === 'online.unknown')?.evidence).toBe(
    'not known: Multi-AZ of the target; data tiering of the target; global datastore of the target; whether the two are in one network',
  );
  for (const report of [chained, encrypted, unknown])
    expect(routeOf(report)).toMatchObject({ verdict: 'risky' });
});

it('a source that does not tell its settings blocks nothing by them', async () => {
  await using mute = await startServer({ server: 'redis-7.0.15', restricted: true, config: OPEN });
  const { findings } = await check({ server: mute });
  expect(findings.find(({ rule }) => rule === 'online.unknown')?.evidence).toMatch(
    /protected-mode of the source; bind of the source; port of the source/,
  );
  expect(findings.map(({ rule }) => rule)).not.toContain('online.protectedMode');
});

turns.isWhole();
