import { afterAll, beforeAll, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startCluster } from '../../../lab/servers/startCluster';
import type { RunningCluster } from '../../../lab/servers/startCluster';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair, NODES, SERVERLESS } from './pair';
import { Turns } from './turns';
import type { Says } from './turns';

const turns = new Turns('cluster');
let alone: RunningServer;
let other: RunningServer;
let shards: RunningCluster;
let shard: RunningCluster;
let clustered: RunningServer;
let oneShard: RunningServer;

beforeAll(async () => {
  [alone, other, shards, shard] = await Promise.all([
    startServer({ server: 'redis-7.0.15' }),
    startServer({ server: 'valkey-8.1' }),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
    startCluster({ server: 'valkey-8.1', masters: 1 }),
  ]);
  const [first, one] = [shards.masters[0], shard.masters[0]];
  if (first === undefined || one === undefined) throw new Error('a cluster has no node');
  [clustered, oneShard] = [first, one];
});
afterAll(async () => {
  await Promise.all([alone, other, shards, shard].map((one) => one.stop()));
});

const intoCluster = (): Promise<CheckReport> =>
  checkPair({ server: alone }, { server: clustered, place: NODES });
const outOfCluster = (): Promise<CheckReport> =>
  checkPair({ server: clustered, place: NODES }, { server: other, place: NODES });

it('a cluster as target, and one that stands alone', async () => {
  const apart = await checkPair({ server: alone }, { server: other, place: NODES });
  turns.expect(await intoCluster(), apart, {
    'cluster.clients': /the source is standalone, the target cluster/,
    'online.clusterMode': /the source is standalone, the target cluster/,
  });
});

it('a cluster as source of what stands alone, and of a cluster', async () => {
  const both = await checkPair({ server: clustered, place: NODES }, { server: oneShard, place: NODES });
  turns.expect(await outOfCluster(), both, {
    'seed.clusterFile': /the source is cluster, the target standalone/,
    'upgrade.mode': /the source is cluster, the target standalone/,
  });
});

it('clusters of three shards and one, and of three twice', async () => {
  const same = await checkPair({ server: clustered }, { server: clustered, place: NODES });
  turns.expect(await checkPair({ server: clustered }, { server: oneShard, place: NODES }), same, {
    'online.shards': /3 shards to 1 shard/,
  });
});

const USED: readonly (readonly [on: readonly string[], off: readonly string[], says: Says])[] = [
  [
    ['MSET user:1 a user:2 b', 'MGET user:1 user:2'],
    ['MSET {user}:1 a {user}:2 b', 'CONFIG RESETSTAT'],
    { 'cluster.multiKey': /MSET \(1 call\).*MGET|MGET \(1 call\).*MSET/ },
  ],
  [
    ['FLUSHALL', 'MSET user:1 a user:2 b'],
    ['FLUSHALL', 'MSET {user}:1 a {user}:2 b'],
    { 'cluster.hashTags': /user:\* have no hash tag.*\nuser:\*: 2 keys of 2/ },
  ],
  [['MULTI', 'GET a', 'EXEC'], ['CONFIG RESETSTAT'], { 'cluster.transactions': /EXEC \(1 call\)/ }],
  [['EVAL "return 1" 0'], ['CONFIG RESETSTAT'], { 'cluster.scripts': /EVAL \(1 call\)/ }],
  [
    ['SELECT 3', 'SET far away'],
    ['SELECT 3', 'FLUSHDB'],
    {
      'cluster.select': /keys in db3/,
      'seed.databases': /keys in db3/,
    },
  ],
];

it.each(USED)('%s, and %s', async (on, off, says) => {
  await turns.changes(
    intoCluster,
    () => ask(alone, ...on),
    () => ask(alone, ...off),
    says,
  );
});

it('a serverless cache is a cluster as well, whatever the server of the lab that plays it', async () => {
  await ask(alone, 'MGET user:1 user:2');
  const own = await checkPair({ server: alone }, { server: other });
  turns.expect(await checkPair({ server: alone }, { server: other, place: SERVERLESS }), own, {
    'cluster.multiKey': /MGET/,
  });
});

it('a cluster, as target or as source, some slots of which nobody serves', async () => {
  await turns.changes(
    intoCluster,
    () => ask(clustered, 'CLUSTER DELSLOTSRANGE 0 9'),
    () => ask(clustered, 'CLUSTER ADDSLOTSRANGE 0 9'),
    { 'cluster.state': /The cluster of the target is not whole: 10 slots/ },
  );
  await turns.changes(
    outOfCluster,
    () => ask(clustered, 'CLUSTER DELSLOTSRANGE 9 9'),
    () => ask(clustered, 'CLUSTER ADDSLOTSRANGE 9 9'),
    { 'cluster.state': /The cluster of the source is not whole: 1 slot is/ },
  );
});

turns.isWhole();
