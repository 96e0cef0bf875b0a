import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startReplicated } from '../../../lab/servers/startReplicated';
import type { RunningReplicated } from '../../../lab/servers/startReplicated';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair, NODES, SERVERLESS } from './pair';
import { Turns } from './turns';

const turns = new Turns('routes');
let source: RunningServer;
let linked: RunningReplicated;
let target: RunningServer;
let replica: RunningServer;
let barred: RunningServer;

beforeAll(async () => {
  [source, linked, barred] = await Promise.all([
    // Reachable from another machine, as AWS asks of a source.
    startServer({ server: 'redis-7.0.15', config: ['protected-mode no', 'bind 0.0.0.0'] }),
    startReplicated({ server: 'valkey-8.1' }),
    startServer({
      server: 'redis-7.0.15',
      config: ['rename-command COMMAND ""'],
    }),
  ]);
  const [one] = linked.replicas;
  if (one === undefined) throw new Error('there is no replica');
  [target, replica] = [linked.primary, one];
});
afterAll(async () => {
  await Promise.all([source, linked, barred].map((one) => one.stop()));
});

it('into ElastiCache, and into a server of one’s own', async () => {
  const own = await checkPair({ server: source }, { server: target });
  const into = await checkPair({ server: source }, { server: target, place: NODES });
  turns.expect(into, own, {
    'route.fileImport': /the target is a node-based cache/,
    'route.source': /The source is not in ElastiCache/,
    'seed.newCache': /The target exists already/,
  });
  turns.expect(own, into, { 'route.target': /The target is not in ElastiCache/ });
});

it('into a serverless cache, and into nodes', async () => {
  const nodes = await checkPair({ server: source }, { server: target, place: NODES });
  turns.expect(await checkPair({ server: source }, { server: target, place: SERVERLESS }), nodes, {
    'online.serverless': /Redis 7\.0\.15 to Valkey 8\.1\.\d+, which is empty/,
    'seed.serverless': /not documented/,
  });
});

it('from cache to cache: online, onwards, back, and to itself', async () => {
  const onwards = await checkPair({ server: source, place: NODES }, { server: target, place: NODES });
  const self = await checkPair({ server: source, place: NODES }, { server: source, place: NODES });
  const outside = await checkPair({ server: source }, { server: target, place: NODES });
  turns.expect(onwards, outside, { 'online.source': /the source is a node-based cache/ });
  turns.expect(onwards, self, { 'upgrade.place': /both exist, and are different servers/ });
  const back = await checkPair({ server: target, place: NODES }, { server: source, place: NODES });
  turns.expect(back, onwards, {
    'upgrade.direction': /Valkey 8\.1\.\d+ cannot be upgraded in place to Redis 7\.0/,
  });
  turns.expect(self, onwards, { 'topology.sameServer': /the same run id/ });
});

it('a replica as target, and its primary', async () => {
  const primary = await checkPair({ server: source }, { server: target });
  turns.expect(await checkPair({ server: source }, { server: replica }), primary, {
    'topology.mode': /INFO of the target says role slave/,
  });
  const refused = await ask(replica, 'SET a b').catch(String);
  expect(refused).toMatch(/READONLY/);
});

it('a target with keys, and without', async () => {
  await turns.changes(
    () => checkPair({ server: source }, { server: target, place: SERVERLESS }),
    () => ask(target, 'SET a b', 'SELECT 2', 'MSET c d e f'),
    () => ask(target, 'FLUSHALL'),
    { 'target.notEmpty': /holds 3 keys\ndb0: 1 key, db2: 2 keys/ },
  );
});

it('a source that does not tell its commands, and one that does', async () => {
  const told = await checkPair({ server: source }, { server: target, place: NODES });
  turns.expect(await checkPair({ server: barred }, { server: target, place: NODES }), told, {
    'seed.unknown': /not known of the source: whether it has BGSAVE/,
  });
});

turns.isWhole();
