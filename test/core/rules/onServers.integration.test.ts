import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src/core/model/deployment';
import type { Finding } from '../../../src/core/model/finding';
import { SELF_MANAGED } from '../../../src/core/model/deployment';
import { planRoutes } from '../../../src/core/plan/planRoutes';
import { kindsOf } from '../../../src/core/rules/found';
import { RULES } from '../../../src/core/rules/registry';
import { findingsOf } from '../../../src/core/rules/rule';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import { startReplicated } from '../../lab/servers/startReplicated';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from '../../redis/cluster/clusterRuns';
import { PLANNED, SAMPLE } from './evidenceOf';

const NAMES = { source: 's', target: 't', sourceHost: 'h', sourcePort: 1, cacheId: null };

/** What the rules find between two running servers, the target taken for one at that place. */
async function found(
  source: RunningServer,
  target: RunningServer,
  place: Deployment = SELF_MANAGED,
  largestString = 0,
): Promise<Finding[]> {
  const { signal } = new AbortController();
  const from = await connect(dialOf('source', source), signal);
  const to = await connect(dialOf('target', target), signal);
  try {
    const evidence = {
      source: await from.profile(signal),
      target: await to.profile(signal),
      kinds: kindsOf(await from.sampleKeys({ keys: 1000, seconds: 10, bytes: 1e6 }, signal)),
      choice: {},
      facts: { source: await from.facts(signal), target: await to.facts(signal) },
      places: { source: SELF_MANAGED, target: place },
      sample: {
        ...SAMPLE,
        largest: [{ key: '', db: 0, kind: 'string' as const, bytes: largestString }],
      },
    };
    return RULES.flatMap((rule) => findingsOf(rule, evidence));
  } finally {
    from.close();
    to.close();
  }
}

function ids(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}

/** Asks each of a server: `CONFIG SET port 1`, say. */
async function ask(server: RunningServer, ...commands: readonly string[]): Promise<void> {
  const client = await server.client();
  for (const command of commands) {
    const [name = '', ...args] = command.split(' ').map((word) => (word === "''" ? '' : word));
    await client.call(name, ...args);
  }
}

describe('a pair with troubles, and one without', () => {
  let troubled: { source: RunningServer; target: RunningServer };
  let quiet: { source: RunningServer; target: RunningServer };
  const running: RunningServer[] = [];

  beforeAll(async () => {
    const [a, b, c, d] = await Promise.all([
      startServer({
        server: 'redis-8.0',
        databases: 32,
        config: [
          ...[
            'protected-mode no',
            'bind 0.0.0.0',
            'rename-command PSYNC mypsync',
            'timeout 15',
            'lua-time-limit 6000',
          ],
          ...['hash-max-listpack-entries 1024', 'maxmemory-policy allkeys-lru', 'notify-keyspace-events Ex'],
          ...['slowlog-log-slower-than 0', 'latency-monitor-threshold 1'],
        ],
        aclUsers: ['reader on >hidden ~* +@read'],
      }),
      startServer({
        server: 'valkey-8.1',
        config: ['enable-debug-command yes', 'proto-max-bulk-len 1mb', 'maxmemory-policy volatile-lru'],
      }),
      startServer({ server: 'redis-7.0.15', config: ['protected-mode no', 'bind 0.0.0.0'] }),
      startServer({ server: 'valkey-8.1', requirepass: 'hidden' }),
    ]);
    running.push(a, b, c, d);
    troubled = { source: a, target: b };
    quiet = { source: c, target: d };
    for (const source of [a, c]) await ask(source, 'SET a b', 'HSET h f v', 'GET a');
    await ask(
      a,
      ...['FLUSHDB', 'CONFIG SET hz 10', 'SET a b', 'HSET h f v', 'HEXPIRE h 1000 FIELDS 1 f'],
      'VADD v VALUES 2 1 1 e',
    );
    await (await a.client()).eval('for i = 1, 1e7 do end', 0);
    await (await a.client()).subscribe('news');
    void (await a.client()).blpop('nothing', 60).catch(() => undefined);
    await (await a.client()).call('CLIENT', 'TRACKING', 'ON', 'BCAST');
    await ask(b, 'SET a b', 'CONFIG SET maxmemory 1', 'CONFIG SET min-replicas-to-write 1');
    await sleep(50);
  });
  afterAll(async () => {
    await Promise.all(running.map((server) => server.stop()));
  });

  const OF_SOURCE = [
    ...[
      'rdb.version',
      'hash.fieldTtl',
      'module.types',
      'clients.missingCommands',
      'clients.restrictedCommands',
    ],
    ...[
      'clients.notifications',
      'lua.timeLimit',
      'lua.cachedScripts',
      'clients.idleTimeout',
      'clients.users',
    ],
    ...[
      'clients.subscribers',
      'clients.blocked',
      'clients.tracking',
      'capacity.encodings',
      'eviction.policy',
    ],
    ...['security.flushCommands', 'safety.persistence', 'safety.slowCommands', 'safety.latencyEvents'],
    ...['online.databases', 'online.renamedCommands'],
  ];
  const OF_TARGET = [
    ...[
      'security.debugCommands',
      'security.defaultUser',
      'target.minReplicas',
      'memory.limit',
      'eviction.volatile',
    ],
    ...['target.notEmpty', 'capacity.largestString'],
  ];

  it('each rule that such servers can trigger speaks', async () => {
    const { source, target } = troubled;
    const largest = Number(
      await (async () => {
        const client = await source.client();
        await client.set('large', Buffer.alloc(2_000_000));
        const bytes = await client.call('MEMORY', 'USAGE', 'large');
        await client.del('large');
        return bytes;
      })(),
    );
    const findings = ids(await found(source, target, PLANNED, largest));
    expect(findings).toEqual(expect.arrayContaining([...OF_SOURCE, ...OF_TARGET]));
    const refused = await (await target.client()).set('large', Buffer.alloc(2_000_000)).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(refused).toMatch(/invalid bulk length|closed|reset|EPIPE/i);
  });

  it('none of them speaks of their opposites', async () => {
    const findings = ids(await found(quiet.source, quiet.target, PLANNED));
    for (const rule of [...OF_SOURCE, ...OF_TARGET]) {
      // Servers of the lab never write a file by themselves: that one has its opposite below.
      if (rule !== 'safety.persistence') expect(findings).not.toContain(rule);
    }
  });

  it('Redis 7.0 to Valkey 8.1: ready for online migration, and blocked by each thing that is changed', async () => {
    const { source, target } = quiet;
    const verdict = async (): Promise<string> => {
      const { routes } = planRoutes(await found(source, target, PLANNED), { keys: 1, bytes: 1 }, NAMES);
      const { verdict: said, reasons } = routes.find(({ route }) => route === 'online-migration') ?? {};
      return [said, ...(reasons ?? [])].join(' ');
    };
    await ask(source, 'SAVE');
    expect(await verdict()).toBe('ready');
    expect(ids(await found(source, target, PLANNED))).not.toContain('safety.persistence');
    await ask(source, 'CONFIG SET protected-mode yes');
    expect(await verdict()).toBe('blocked online.protectedMode');
    await ask(source, 'CONFIG SET protected-mode no', 'CONFIG SET bind 127.0.0.1');
    expect(await verdict()).toBe('blocked online.bind');
    await ask(source, 'CONFIG SET bind 0.0.0.0', 'CONFIG SET repl-timeout 60');
    expect(await verdict()).toBe('ready');
    await ask(source, 'ACL SETUSER default resetpass >hidden');
    const locked = Object.assign(Object.create(source) as RunningServer, {
      spec: { ...source.spec, requirepass: 'hidden' },
    });
    const { routes } = planRoutes(await found(locked, target, PLANNED), { keys: 1, bytes: 1 }, NAMES);
    expect(routes.find(({ route }) => route === 'online-migration')).toMatchObject({
      verdict: 'blocked',
      reasons: ['online.auth'],
    });
  });
});

it('into a cluster: what clients of the source do that it refuses; and a cluster that lost a slot', async () => {
  await using source = await startServer({ server: 'redis-7.0.15' });
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('the cluster has no node');
  const RULES_OF_CLUSTERS = [
    ...['cluster.clients', 'cluster.multiKey', 'cluster.hashTags', 'cluster.transactions', 'cluster.scripts'],
    ...['cluster.select', 'online.clusterMode', 'seed.databases'],
  ];
  const before = ids(await found(source, node, PLANNED));
  expect(before).toEqual(expect.arrayContaining(['cluster.clients', 'online.clusterMode']));
  for (const rule of RULES_OF_CLUSTERS)
    if (rule !== 'cluster.clients' && rule !== 'online.clusterMode') expect(before).not.toContain(rule);
  await ask(source, 'MSET user:1 a user:2 b', 'MULTI', 'GET user:1', 'EXEC', 'SELECT 3', 'SET far away');
  await (await source.client()).eval('return 1', 0);
  const after = ids(await found(source, node, PLANNED));
  expect(after).toEqual(expect.arrayContaining(RULES_OF_CLUSTERS));
  expect(after).not.toContain('cluster.state');
  await ask(node, 'CLUSTER DELSLOTSRANGE 0 9');
  const broken = await found(source, node, PLANNED);
  expect(broken.find(({ rule }) => rule === 'cluster.state')).toMatchObject({ severity: 'error' });
});

it('a replica that loses its primary, a primary that is written to, and clocks that differ', async () => {
  await using pair = await startReplicated({ server: 'valkey-8.1' });
  await using target = await startServer({ server: 'redis-7.0.15', clockAhead: 30 });
  const { primary, replicas } = pair;
  const [replica] = replicas;
  if (replica === undefined) throw new Error('there is no replica');
  const still = ids(await found(primary, target));
  for (const rule of ['safety.writes', 'safety.replicaSource', 'safety.replicaLink'])
    expect(still).not.toContain(rule);
  expect(still).toEqual(expect.arrayContaining(['safety.clocks', 'security.plainText', 'route.target']));
  const writer = await primary.client();
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) await writer.set('k', 'v'.repeat(100));
  })();
  expect(ids(await found(primary, target))).toContain('safety.writes');
  stop.abort();
  await writing;
  const linked = ids(await found(replica, target));
  expect(linked).toContain('safety.replicaSource');
  expect(linked).not.toContain('safety.replicaLink');
  await primary.kill();
  await expect
    .poll(async () => ids(await found(replica, target)), { timeout: 15_000 })
    .toContain('safety.replicaLink');
});

it('by what is stored and by version: Redis 7.0 to an older Redis with TLS and a password, and the other way', async () => {
  await using newer = await startServer({
    server: 'redis-7.0.15',
    databases: 32,
    config: ['appendonly yes', 'maxmemory-policy allkeys-lru'],
  });
  await using older = await startServer({ server: 'redis-6.0', tls: true, requirepass: 'hidden' });
  const writer = await newer.client();
  await writer.xadd('s', '*', 'f', 'v');
  await writer.rpush('l', 'a', 'b');
  await writer.call(
    'FUNCTION',
    'LOAD',
    "#!lua name=l\nredis.register_function('f', function() return 1 end)",
  );
  await ask(newer, 'SELECT 20', 'SET far away');
  await (await older.client()).set('a', 'b');
  const OF_VERSIONS = [
    'stream.form',
    'values.encoding',
    'functions.support',
    'rdb.version',
    'databases.count',
  ];
  const OF_ENDS = ['clients.tls', 'clients.login', 'safety.durability'];
  expect(ids(await found(newer, older, PLANNED))).toEqual(
    expect.arrayContaining([...OF_VERSIONS, 'safety.durability']),
  );
  const own = ids(await found(newer, older));
  expect(own).toEqual(expect.arrayContaining(['clients.tls', 'clients.login']));
  expect(own).not.toContain('eviction.source');
  const back = ids(await found(older, newer));
  for (const rule of [...OF_VERSIONS, ...OF_ENDS]) expect(back).not.toContain(rule);
  // Less than it holds, so that it has to evict.
  await ask(newer, 'CONFIG SET maxmemory 1mb');
  await expect
    .poll(async () => {
      await writer.set(`k${String(Math.random())}`, 'v'.repeat(100_000)).catch(() => undefined);
      return (await found(newer, older)).some(({ rule }) => rule === 'eviction.source');
    })
    .toBe(true);
});

it('a user who may ask little: what is not known is said, and blocks nothing', async () => {
  await using source = await startServer({
    server: 'redis-7.0.15',
    restricted: true,
    config: ['protected-mode no', 'bind 0.0.0.0'],
  });
  await using target = await startServer({ server: 'valkey-8.1' });
  const findings = await found(source, target, { ...PLANNED, sameNetwork: null });
  const unknown = findings.find(({ rule }) => rule === 'online.unknown');
  expect(unknown?.evidence).toMatch(
    /protected-mode of the source; bind of the source; .*whether the two are in one network/,
  );
  expect(unknown).toMatchObject({ risks: ['online-migration'] });
  expect(ids(findings)).not.toContain('online.protectedMode');
});
