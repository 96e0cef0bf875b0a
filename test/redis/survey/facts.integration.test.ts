import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ServerFacts } from '../../../src/core/model/serverFacts';
import type { Dial } from '../../../src/core/dial';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import type { ServerName } from '../../lab/servers/serverRelease';
import { startCluster } from '../../lab/servers/startCluster';
import { startReplicated } from '../../lab/servers/startReplicated';
import { startSentinels } from '../../lab/servers/startSentinels';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from '../cluster/clusterRuns';

async function factsOf(server: RunningServer, dial: Partial<Dial> = {}): Promise<ServerFacts> {
  const { signal } = new AbortController();
  const port = await connect({ ...dialOf('it', server), ...dial }, signal);
  try {
    return await port.facts(signal);
  } finally {
    port.close();
  }
}

/** Gives every part of the facts something to tell. */
async function furnish(server: RunningServer): Promise<void> {
  const client = await server.client();
  await client.config('SET', 'slowlog-log-slower-than', '0');
  await client.config('SET', 'latency-monitor-threshold', '1');
  await client.config('SET', 'notify-keyspace-events', 'Ex');
  await client.call('ACL', 'SETUSER', 'reader', 'on', '>hidden', '~*', '+@read');
  await client.set('a', 'b');
  await client.eval('return 1', 0);
  await client.eval('for i = 1, 1e7 do end', 0);
  // Redis 6 counts no saves: one within the first second is not told from none.
  if (server.spec.server === 'redis-6.0') await sleep(2_100);
  await client.call('SAVE');
  await client.set('c', 'd');
  await (await server.client()).subscribe('news');
  void (await server.client()).blpop('nothing', 60).catch(() => undefined);
  await (await server.client()).call('CLIENT', 'TRACKING', 'ON', 'BCAST');
  await (await server.client()).call('HELLO', '3', 'SETNAME', 'a-private-name');
  await sleep(20);
}

const LIBRARY = "#!lua name=mylib\nredis.register_function('f', function() return 1 end)";

/** Names of parts that are null, as paths. */
function unknowns(part: unknown, path = ''): string[] {
  if (part === null) return [path];
  if (typeof part !== 'object' || Array.isArray(part)) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    unknowns(value, path === '' ? name : `${path}.${name}`),
  );
}

describe('an open server tells every part', () => {
  const NEVER = [
    'replication.lagSeconds',
    'replication.linkUp',
    'replication.writeBytesPerSecond',
    'cluster',
  ];
  const TOLD: readonly (readonly [ServerName, readonly string[]])[] = [
    ['redis-6.0', ['clients.resp3', 'clients.libraries', 'clients.others.libraries']],
    ['redis-7.0.15', ['clients.libraries', 'clients.others.libraries']],
    ['redis-8.6', []],
    ['valkey-8.0', []],
    ['valkey-9.1', []],
  ];
  it.each(TOLD)('%s', async (name, untold) => {
    await using server = await startServer({ server: name });
    const client = await server.client();
    const functions = name !== 'redis-6.0';
    if (functions) await client.call('FUNCTION', 'LOAD', LIBRARY);
    await furnish(server);
    const facts = await factsOf(server);
    expect(unknowns(facts).sort()).toEqual([...NEVER, ...untold].sort());
    expect(facts).toMatchObject({
      tls: false,
      access: { user: 'default', open: true, defaultUserUnlimited: true, otherUsers: 1 },
      replication: { replicas: 0 },
      persistence: { changesSinceSave: 1, lastSaveOk: true, appendOnly: false },
      clients: { limit: 10_000, blocked: 1, subscribers: 1, tracking: 1 },
      libraries: functions ? ['mylib'] : [],
      cachedScripts: 2,
    });
    // Every connection but those of who asked.
    const listed = String(await client.call('CLIENT', 'LIST'))
      .trim()
      .split('\n');
    // That may not be gone yet.
    const others = listed.filter((line) => !line.includes(' name=elasticache-migrator '));
    expect(facts.clients?.others?.count).toBe(others.length);
    expect(facts.clients?.connected).toBeGreaterThan(others.length);
    expect(facts.settings).toMatchObject({
      'maxmemory-policy': 'noeviction',
      'notify-keyspace-events': 'xE',
      save: '',
      databases: '16',
      'client-output-buffer-limit': expect.stringContaining('pubsub') as string,
    });
    expect(facts.commands).toEqual(expect.arrayContaining(['config', 'get', 'restore', 'scan']));
    expect(facts.commands?.includes('function|load')).toBe(functions);
    expect(facts.calls).toMatchObject({ set: 2, eval: 2 });
    expect(facts.slowCommands).toBeGreaterThan(5);
    expect(facts.latencyEvents).toContain('command');
    expect(facts.persistence?.secondsSinceSave).toBeLessThan(20);
    const { memory } = facts;
    expect(memory?.used).toBeGreaterThan(500_000);
    expect(memory?.system).toBeGreaterThan(memory?.resident ?? Infinity);
    expect(memory?.peak).toBeGreaterThanOrEqual(memory?.dataset ?? Infinity);
    if (facts.clients?.resp3 !== null) expect(facts.clients?.resp3).toBe(1);
    if (name === 'redis-8.6') expect(facts.modules).toEqual([{ name: 'vectorset', version: 1 }]);
    expect(JSON.stringify(facts)).not.toMatch(/a-private-name|127\.0\.0\.1:|hidden/);
  });
});

it('tells no command that was renamed, and no save before there was one', async () => {
  await using server = await startServer({
    server: 'redis-7.0.15',
    config: ['rename-command FLUSHALL clean', 'rename-command DEBUG ""'],
  });
  const facts = await factsOf(server);
  expect(facts.commands).toContain('flushdb');
  expect(facts.commands).not.toContain('flushall');
  expect(facts.commands).not.toContain('debug');
  expect(facts.persistence?.secondsSinceSave).toBeNull();
});

it('knows a default user with a password, with few rights, and one that is off', async () => {
  await using server = await startServer({ server: 'valkey-8.1', requirepass: 'a secret', tls: true });
  const facts = await factsOf(server);
  expect(facts).toMatchObject({ tls: true, access: { open: false, defaultUserUnlimited: true } });
  expect(JSON.stringify(facts)).not.toContain('a secret');
  const client = await server.client();
  await client.call('ACL', 'SETUSER', 'admin', 'on', '>other', '~*', '&*', '+@all');
  const admin: Partial<Dial> = {
    address: { ...dialOf('it', server).address, username: 'admin' },
    password: 'other',
  };
  await client.call('ACL', 'SETUSER', 'default', 'resetkeys', '~app:*', 'nopass');
  expect((await factsOf(server, admin)).access).toEqual({
    user: 'admin',
    open: true,
    defaultUserUnlimited: false,
    otherUsers: 1,
  });
  await client.call('ACL', 'SETUSER', 'default', '~*', 'off');
  expect((await factsOf(server, admin)).access).toMatchObject({ open: false, defaultUserUnlimited: false });
});

it('tells nothing that is refused, and does not fail', async () => {
  await using server = await startServer({
    server: 'redis-7.0.15',
    restricted: true,
    aclUsers: ['reader on >secret ~* +@read +ping +info'],
  });
  const elastic = await factsOf(server);
  expect(unknowns(elastic)).toContain('settings');
  expect(elastic.memory).not.toBeNull();
  expect(elastic.commands).not.toContain('config');
  const address = { ...dialOf('it', server).address, username: 'reader' };
  const facts = await factsOf(server, { address, password: 'secret' });
  expect(unknowns(facts)).toEqual(
    expect.arrayContaining([
      'settings',
      'access.user',
      'access.open',
      'access.defaultUserUnlimited',
      'access.otherUsers',
      'commands',
      'clients.resp3',
      'clients.libraries',
      'libraries',
      'slowCommands',
      'latencyEvents',
    ]),
  );
  // INFO tells of modules too.
  expect(facts.modules).toEqual([]);
});

it('writes nothing, and sees how fast others write', async () => {
  await using replicated = await startReplicated({
    server: 'redis-7.0.15',
    config: ['repl-ping-replica-period 3600'],
  });
  const client = await replicated.primary.client();
  await client.set('a', 'b');
  await client.config('RESETSTAT');
  const offset = async (): Promise<string | undefined> =>
    /master_repl_offset:(\d+)/.exec(await client.info('replication'))?.[1];
  const before = await offset();
  const quiet = await factsOf(replicated.primary);
  expect(await offset()).toBe(before);
  expect(quiet.replication).toMatchObject({ replicas: 1, linkUp: null, writeBytesPerSecond: 0 });
  expect(quiet.replication?.lagSeconds).toBeLessThan(3);
  const called = [...(await client.info('commandstats')).matchAll(/^cmdstat_([^:]+):/gm)].map(
    ([, name = '']) => name,
  );
  const flags = (await client.call('COMMAND', 'INFO', ...called)) as [string, number, string[]][];
  expect(called.length).toBeGreaterThan(10);
  expect(flags.filter(([, , list]) => list.includes('write')).map(([name]) => name)).toEqual([]);

  const writing = new AbortController();
  const written = (async () => {
    while (!writing.signal.aborted) {
      await client.set('a', 'x'.repeat(10_000));
      await sleep(5);
    }
  })();
  const busy = await factsOf(replicated.primary);
  writing.abort();
  await written;
  expect(busy.replication?.writeBytesPerSecond).toBeGreaterThan(50_000);
  const [replica = replicated.primary] = replicated.replicas;
  expect((await factsOf(replica)).replication).toMatchObject({ replicas: 0, linkUp: true });
});

it('tells of a cluster what its masters tell together', async () => {
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3, replicas: 1 });
  const clients = await cluster.masterClients();
  for (const client of clients) await client.eval('return 1', 0);
  await clients[1]?.call('ACL', 'SETUSER', 'default', '-flushall');
  const [first = cluster.masters[0]] = cluster.masters;
  if (first === undefined) throw new Error('no node');
  const facts = await factsOf(first);
  expect(facts).toMatchObject({
    access: { open: true, defaultUserUnlimited: true, otherUsers: 0 },
    replication: { replicas: 3, linkUp: null },
    cachedScripts: 1,
    cluster: { shards: 3, slotsServed: 16_384, replicasPerShard: 1, ok: true },
  });
  expect(facts.calls?.['eval']).toBe(3);
  expect(facts.clients?.limit).toBe(30_000);
  const alone = await clients[0]?.info('memory');
  expect(facts.memory?.system).toBe(Number(/total_system_memory:(\d+)/.exec(alone ?? '')?.[1]));
});

it("tells of the Sentinels' primary", async () => {
  await using replicated = await startReplicated({ server: 'redis-7.0.15' });
  await using watching = await startSentinels({ primaries: { main: replicated.primary } });
  const [sentinel = replicated.primary] = watching.sentinels;
  const facts = await factsOf(sentinel, {
    address: { host: sentinel.host, port: sentinel.port, tls: false, sentinel: {} },
  });
  expect(facts.replication).toMatchObject({ replicas: 1, linkUp: null });
  expect(facts.settings?.['port']).toBe(String(replicated.primary.port));
});
