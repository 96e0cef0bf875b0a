import { expect, it } from 'vitest';
import { compareDatasets } from './dataset/compareDatasets';
import { datasetKey } from './dataset/dataset';
import { fillDataset } from './dataset/fillDataset';
import { functionLibraries, readFunctions } from './dataset/functionLibraries';
import { readDataset } from './dataset/readDataset';
import { startCluster } from './servers/startCluster';
import { startServer } from './servers/startServer';

const servers = ['redis-7.0.15', 'redis-8.0', 'valkey-8.1', 'valkey-9.1'] as const;

it.each(servers)('makes the same content twice on %s and reads it back', async (server) => {
  await using one = await startServer({ server });
  await using two = await startServer({ server });
  const [first, second] = await Promise.all([one.client(), two.client()]);
  const options = { seed: 'twice', keys: 1500, bigKeys: 200_000, vectorSets: true };
  const report = await fillDataset(first, options);
  expect(await fillDataset(second, options)).toEqual(report);
  const [left, right] = await Promise.all([readDataset(first), readDataset(second)]);
  expect(compareDatasets(left, right)).toEqual([]);
  expect(left.size).toBe(1500);
  expect(report.keys).toBe(1500);
  expect([...report.byDatabase.keys()]).toEqual([0, 1, 5, 15]);
  const values = [...left.values()];
  for (const [kind, count] of Object.entries(report.byKind)) {
    expect([kind, values.filter(({ value }) => value.type === kind).length]).toEqual([kind, count]);
  }
  expect(values.filter(({ expireAt }) => expireAt !== null)).toHaveLength(report.expiring);
  const withTtl = [...left].filter(
    ([, { value }]) => value.type === 'hash' && value.fields.some(([, , time]) => time !== null),
  );
  expect(withTtl.map(([key]) => key).sort()).toEqual([...report.fieldTtlKeys].sort());
  expect(report.hashesWithFieldTtl > 0).toBe(server === 'redis-8.0' || server === 'valkey-9.1');
  expect(report.byKind.vectorset).toBe(server === 'redis-8.0' ? 3 : 0);
  expect(await readFunctions(first)).toEqual(functionLibraries);
});

it('makes the same content on servers of different abilities, but for what one of them cannot hold', async () => {
  await using old = await startServer({ server: 'redis-7.0.15' });
  await using young = await startServer({ server: 'valkey-9.1' });
  const [left, right] = await Promise.all([old.client(), young.client()]);
  await fillDataset(left, { seed: 'across', keys: 1000 });
  const report = await fillDataset(right, { seed: 'across', keys: 1000 });
  const [before, after] = await Promise.all([readDataset(left), readDataset(right)]);
  expect(compareDatasets(before, after, { ignoreFieldTtl: 'all' })).toEqual([]);
  expect(compareDatasets(before, after, { ignoreFieldTtl: new Set(report.fieldTtlKeys) })).toEqual([]);
  expect(
    compareDatasets(before, after)
      .map(({ key }) => key)
      .sort(),
  ).toEqual([...report.fieldTtlKeys].sort());
});

it('names what differs', async () => {
  await using server = await startServer({ server: 'redis-8.0' });
  const client = await server.client();
  await fillDataset(client, { seed: 'differences', keys: 0 });
  const before = await readDataset(client);
  await client.del('list:small');
  await client.set('extra', '1');
  await client.persist('list:expires');
  await client.call('SET', 'hash:small', 'no hash');
  await client.zadd('zset:small', '1.0000000000000002', 'one');
  await client.call('XACK', 'stream:groups', 'workers', '1700000000000-0');
  const differences = compareDatasets(before, await readDataset(client));
  expect(differences.map(({ key, kind }) => `${kind} ${key}`).sort()).toEqual(
    [
      `expiry ${datasetKey(0, 'list:expires')}`,
      `missing ${datasetKey(0, 'list:small')}`,
      `type ${datasetKey(0, 'hash:small')}`,
      `unexpected ${datasetKey(0, 'extra')}`,
      `value ${datasetKey(0, 'stream:groups')}`,
      `value ${datasetKey(0, 'zset:small')}`,
    ].sort(),
  );
  expect(differences.find(({ key }) => key === datasetKey(0, 'zset:small'))?.detail).toBe(
    'db 0 "zset:small": zset.members.0.1: "3ff0000000000000" became "3ff0000000000001"',
  );
});

it.each(['redis-8.0', 'valkey-9.1'] as const)(
  'leaves expired fields on %s that do not count',
  async (server) => {
    await using running = await startServer({ server, debugCommand: true });
    const client = await running.client();
    const report = await fillDataset(client, { seed: 'expired', keys: 200, expiredFields: true });
    const dataset = await readDataset(client);
    expect([report.expiredFields, report.hiddenKeys]).toEqual([108, 1]);
    expect(dataset.size).toBe(report.keys);
    // The server still counts what its commands no longer show.
    expect(await client.hlen('field-ttl:expired-large')).toBe(650);
    expect(await client.exists('field-ttl:expired-completely')).toBe(1);
    const large = dataset.get(datasetKey(0, 'field-ttl:expired-large'))?.value;
    expect(large?.type === 'hash' ? large.fields.length : 0).toBe(550);
    expect(dataset.has(datasetKey(0, 'field-ttl:expired-completely'))).toBe(false);
  },
);

it('fills and reads a cluster, everything in database 0', async () => {
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
  const masters = await cluster.masterClients();
  const report = await fillDataset(masters, { seed: 'cluster', keys: 2000 });
  expect([...report.byDatabase]).toEqual([[0, 2000]]);
  const sizes = await Promise.all(masters.map((master) => master.dbsize()));
  expect(Math.min(...sizes)).toBeGreaterThan(500);
  await using single = await startServer({ server: 'valkey-8.1', databases: 1 });
  const client = await single.client();
  await fillDataset(client, { seed: 'cluster', keys: 2000 });
  expect(compareDatasets(await readDataset(masters), await readDataset(client))).toEqual([]);
});

it('can hurry some keys, and makes fifty thousand within seconds', async () => {
  await using server = await startServer({ server: 'redis-8.0' });
  const client = await server.client();
  const begin = process.cpuUsage();
  const report = await fillDataset(client, {
    seed: 'many',
    keys: 50_000,
    shortTtl: { share: 0.1, ms: 600_000 },
  });
  // It takes three seconds of work; the bound only catches a change of order.
  const { user, system } = process.cpuUsage(begin);
  expect((user + system) / 1e6).toBeLessThan(20);
  expect(report.keys).toBe(50_000);
  const dataset = await readDataset(client);
  const soon = [...dataset.values()].filter(
    ({ expireAt }) => expireAt !== null && expireAt < Date.now() + 3_600_000,
  );
  expect(soon).toHaveLength(report.shortLived);
  expect(report.shortLived).toBeGreaterThan(2000);
});
