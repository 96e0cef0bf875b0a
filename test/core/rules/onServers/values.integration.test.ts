import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../../../lab/servers/runningServer';
import type { ServerName } from '../../../lab/servers/serverRelease';
import { searchModule } from '../../../lab/servers/searchModule';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair } from './pair';
import { Turns } from './turns';

const turns = new Turns('values');
const servers = new Map<ServerName, RunningServer>();

beforeAll(async () => {
  const names = [
    ...(['redis-6.0', 'redis-7.0.15', 'redis-8.0', 'redis-8.0.6', 'redis-8.6', 'valkey-8.1'] as const),
  ];
  await Promise.all(
    names.map(async (server) => {
      const config = server === 'redis-7.0.15' ? ['databases 32'] : [];
      servers.set(server, await startServer({ server, config }));
    }),
  );
});
afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.stop()));
});

function the(name: ServerName): RunningServer {
  const server = servers.get(name);
  if (server === undefined) throw new Error(`${name} was not started`);
  return server;
}

it('field TTLs, which Valkey 8.1 has not, and Redis 8.6 has', async () => {
  const source = the('redis-8.0');
  await ask(source, 'HSET h f v g w', 'HEXPIRE h 1000 FIELDS 1 f', 'HSET plain f v');
  const fires = await checkPair({ server: source }, { server: the('valkey-8.1') });
  turns.expect(fires, await checkPair({ server: source }, { server: the('redis-8.6') }), {
    'hash.fieldTtl': /^Up to 1 hash will lose field TTLs: Valkey 8\.1\.\d+ has none/,
    'rdb.version': /the source writes RDB version 12, the target 11/,
  });
  expect(fires.losses).toEqual([{ kind: 'hash-field-ttl', count: 1 }]);
  await ask(source, 'DEL h');
  const without = await checkPair({ server: source }, { server: the('valkey-8.1') });
  expect(without.findings.map(({ rule }) => rule)).not.toContain('hash.fieldTtl');
});

it('what Redis 7.0 packs, numbers and computes, on Redis 6.0, and the other way', async () => {
  const [newer, older] = [the('redis-7.0.15'), the('redis-6.0')];
  const LIBRARY = "#!lua name=l\nredis.register_function('f', function() return 1 end)";
  for (const server of [newer, older]) {
    await ask(
      server,
      'XADD s * f v',
      'RPUSH l a b',
      'HSET h f v',
      'SADD set a',
      'ZADD z 1 a',
      'SELECT 9',
      'SET far off',
    );
  }
  await ask(newer, `FUNCTION LOAD "${LIBRARY}"`, 'SELECT 20', 'SET farther off');
  const down = await checkPair({ server: newer }, { server: older });
  turns.expect(down, await checkPair({ server: older }, { server: newer }), {
    'stream.form': /lose the counts of entries ever added and read/,
    'values.encoding': /^Hashes, lists, sorted sets(, sets)? .*will be re-encoded|will be re-encoded/,
    'functions.support': /^1 function library cannot be copied: Redis 6\.0\.\d+ has no functions/,
    'databases.count': /^1 key has no database|uses databases up to 20, the target has 16/,
  });
});

it('streams of Redis 8.6, which remembers idempotent producers, and of 7.0, which does not', async () => {
  await ask(the('redis-8.6'), 'XADD s * f v');
  turns.expect(
    await checkPair({ server: the('redis-8.6') }, { server: the('redis-8.0') }),
    await checkPair({ server: the('redis-7.0.15') }, { server: the('redis-8.0') }),
    { 'stream.idempotency': /Redis 8\.0\.\d+ has none\n.*its 1 stream with that state/ },
  );
});

it('vector sets, for a server without and for an older one with them', async () => {
  const [newer, older] = [the('redis-8.0.6'), the('redis-8.0')];
  for (const server of [newer, older]) await ask(server, 'VADD v VALUES 2 1 1 e');
  const onwards = await checkPair({ server: older }, { server: newer });
  turns.expect(await checkPair({ server: newer }, { server: the('valkey-8.1') }), onwards, {
    'module.types':
      /^1 key of module types cannot be copied: Valkey 8\.1\.\d+ does not have the module\n.*vectorset/,
  });
  turns.expect(await checkPair({ server: newer }, { server: older }), onwards, {
    'module.vectorSets': /Vector sets of Redis 8\.0\.6 may be refused by Redis 8\.0\.\d/,
  });
});

it('a module that the target does not have, and one that it has', async () => {
  const config = [`loadmodule ${await searchModule()}`];
  await using source = await startServer({ server: 'redis-6.0', config });
  await using target = await startServer({ server: 'redis-6.0', config });
  const before = await checkPair({ server: source }, { server: target });
  turns.expect(await checkPair({ server: source }, { server: the('valkey-8.1') }), before, {
    'module.loaded': /Valkey 8\.1\.\d+ does not have ft, which the source has loaded/,
  });
  await ask(source, 'FT.CREATE index SCHEMA text TEXT');
  turns.expect(await checkPair({ server: source }, { server: the('valkey-8.1') }), before, {
    'module.types': /^1 key of module types cannot be copied.*\n.*lacks: ft/,
  });
  // A server before 6.2 would end if it did not know a type: the copy sends it none, even where it would know it.
  const alike = await checkPair({ server: source }, { server: target });
  expect(alike.findings.find(({ rule }) => rule === 'module.types')).toMatchObject({
    evidence: expect.stringContaining('both have loaded ft') as string,
    blocks: ['copy', 'live-copy'],
  });
});

turns.isWhole();
