import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeySample, SampleBudget } from '../../../src/core/model/keySample';
import type { Dial } from '../../../src/core/dial';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from '../cluster/clusterRuns';

const PLENTY: SampleBudget = { keys: 1e6, seconds: 60, bytes: 1e9 };
const STRINGS = 3_000;

async function sampleOf(
  server: RunningServer,
  budget: Partial<SampleBudget> = {},
  dial: Partial<Dial> = {},
): Promise<KeySample> {
  const { signal } = new AbortController();
  const port = await connect({ ...dialOf('it', server), ...dial }, signal);
  try {
    return await port.sampleKeys({ ...PLENTY, ...budget }, signal);
  } finally {
    port.close();
  }
}

/** Keys of known kinds, sizes, lives and names: 3,000 strings of which every tenth is large, and some of each other kind. */
async function fill(client: Redis): Promise<void> {
  const pipeline = client.pipeline();
  for (let index = 0; index < STRINGS; index++) {
    pipeline.set(`user:${String(index)}`, 'x'.repeat(index % 10 === 0 ? 5_000 : 200));
  }
  for (let index = 0; index < 100; index++) {
    const name = `{cart}:${String(index)}`;
    pipeline.hset(name, 'a', '1', 'b', '2');
    pipeline.expire(name, [1_800, 40_000, 1_000_000, 10_000_000][index % 4] ?? 0);
  }
  pipeline.rpush('list', '1', '2');
  pipeline.sadd('numbers', 1, 2, 3);
  pipeline.zadd('board:1', 1, 'a');
  pipeline.set('huge', 'x'.repeat(300_000));
  for (const name of ['log:1', 'log:2', 'log:3']) pipeline.xadd(name, '*', 'a', 'b');
  pipeline.call('XGROUP', 'CREATE', 'log:1', 'readers', '0');
  await pipeline.exec();
  await client.select(3);
  for (let index = 0; index < 50; index++) await client.set(`other:${String(index)}`, '7');
  await client.select(0);
}

const KEYS = STRINGS + 100 + 3 + 1 + 3 + 50;

describe('of a server of known content', () => {
  let server: RunningServer;
  let client: Redis;

  beforeAll(async () => {
    server = await startServer({ server: 'redis-8.6' });
    client = await server.client();
    await fill(client);
    await client.call('VADD', 'vectors', 'VALUES', '3', '1', '2', '3', 'one');
  });

  afterAll(async () => {
    await server.stop();
  });

  it('a whole look counts everything', async () => {
    const sample = await sampleOf(server);
    expect(sample).toMatchObject({ keys: KEYS + 1, complete: true, endedBy: 'end' });
    const counts = Object.fromEntries(sample.kinds.map(({ kind, count }) => [kind, count]));
    expect(counts).toEqual({
      string: STRINGS + 51,
      hash: 100,
      list: 1,
      set: 1,
      zset: 1,
      stream: 3,
      module: 1,
    });
    expect(sample.moduleTypes).toEqual({ vectorset: 1 });
    expect(sample.expiry).toEqual({ none: KEYS + 1 - 100, hour: 25, day: 25, month: 25, longer: 25 });
    expect(sample.streamsWithGroups).toBe(1);
    expect(sample.prefixes.slice(0, 3)).toEqual([
      { prefix: 'user:', count: STRINGS, tagged: 0 },
      { prefix: '{cart}:', count: 100, tagged: 100 },
      { prefix: 'other:', count: 50, tagged: 0 },
    ]);
    expect(sample.encodings).toMatchObject({ raw: STRINGS + 1 + 1, int: 50, intset: 1, stream: 3 });
    const [largest] = sample.largest;
    expect(sample.largest).toHaveLength(10);
    expect(largest).toMatchObject({ key: btoa('huge'), db: 0, kind: 'string' });
    expect(largest?.bytes).toBeGreaterThan(300_000);
  });

  it('its sizes are those of MEMORY USAGE', async () => {
    const { kinds, sizes, sizeClasses } = await sampleOf(server);
    const strings = kinds.find(({ kind }) => kind === 'string')?.sizes;
    const small = Number(await client.call('MEMORY', 'USAGE', 'user:1'));
    const large = Number(await client.call('MEMORY', 'USAGE', 'user:10'));
    expect(Math.abs((strings?.median ?? 0) - small) / small).toBeLessThan(0.05);
    expect(Math.abs((strings?.p99 ?? 0) - large) / large).toBeLessThan(0.05);
    expect(Math.abs((sizes?.p90 ?? 0) - small) / small).toBeLessThan(0.05);
    expect(sizes?.largest).toBe(Number(await client.call('MEMORY', 'USAGE', 'huge')));
    const classOf = (bytes: number) =>
      sizeClasses?.find(({ from, below }) => bytes >= from && bytes < below)?.count ?? 0;
    expect(classOf(small)).toBeGreaterThanOrEqual(STRINGS * 0.9);
    expect(classOf(large)).toBe(STRINGS / 10);
    expect(sizeClasses?.reduce((sum, { count }) => sum + count, 0)).toBe(KEYS + 1);
  });

  it('a part stands for all, over all databases', async () => {
    const sample = await sampleOf(server, { keys: 1_000 });
    expect(sample).toMatchObject({ complete: false, endedBy: 'keys' });
    expect(sample.keys).toBeGreaterThanOrEqual(1_000);
    expect(sample.keys).toBeLessThanOrEqual(1_002);
    const hashes = sample.kinds.find(({ kind }) => kind === 'hash')?.count ?? 0;
    // 100 of 3,158: about 32 are to be expected, and more than 5 standard deviations off is no chance.
    expect(Math.abs(hashes - 32)).toBeLessThan(29);
    expect(sample.prefixes.find(({ prefix }) => prefix === 'other:')?.count).toBe(16);
  });

  it('ends by bytes and by seconds', async () => {
    expect((await sampleOf(server, { bytes: 1_000 })).endedBy).toBe('bytes');
    expect((await sampleOf(server, { seconds: 0 })).endedBy).toBe('seconds');
  });

  it('is no use of a key, and writes nothing', async () => {
    const names = ['user:1', '{cart}:1', 'list', 'numbers', 'board:1', 'log:1', 'log:2', 'vectors'];
    await sleep(2_100);
    await client.config('RESETSTAT');
    await sampleOf(server);
    const called = [...(await client.info('commandstats')).matchAll(/^cmdstat_([^:]+):/gm)];
    const flags = (await client.call('COMMAND', 'INFO', ...called.map(([, name = '']) => name))) as [
      string,
      number,
      string[],
    ][];
    expect(flags.filter(([, , list]) => list.includes('write')).map(([name]) => name)).toEqual([]);
    for (const name of names) expect(await client.object('IDLETIME', name), name).toBeGreaterThanOrEqual(2);
  });

  it('ends when it is cancelled', async () => {
    const stop = new AbortController();
    const port = await connect(dialOf('it', server), stop.signal);
    stop.abort();
    await expect(port.sampleKeys(PLENTY, stop.signal)).rejects.toThrow();
    port.close();
  });
});

it('is no use of a stream where a server cannot be told so: its groups are not known', async () => {
  await using server = await startServer({ server: 'redis-6.0' });
  const client = await server.client();
  const names = Array.from({ length: 20 }, (_, index) => `log:${String(index)}`);
  for (const name of names) await client.xadd(name, '*', 'a', 'b');
  await client.call('XGROUP', 'CREATE', 'log:1', 'readers', '0');
  await sleep(2_100);
  const sample = await sampleOf(server);
  expect(sample).toMatchObject({ keys: 20, complete: true, streamsWithGroups: null });
  const idle = await Promise.all(names.map((name) => client.object('IDLETIME', name)));
  // One key was used, by the profile: before Redis 7 only DUMP of a key tells the RDB version.
  expect(idle.filter((seconds) => Number(seconds) < 2).length).toBeLessThanOrEqual(1);
});

it('goes without what is refused', async () => {
  await using server = await startServer({
    server: 'valkey-8.1',
    aclUsers: ['reader on >secret ~* +@read -memory -object -pttl +ping +info +select'],
  });
  await fill(await server.client());
  const address = { ...dialOf('it', server).address, username: 'reader' };
  const sample = await sampleOf(server, {}, { address, password: 'secret' });
  expect(sample).toMatchObject({
    keys: KEYS,
    complete: true,
    encodings: null,
    sizes: null,
    sizeClasses: null,
    largest: [],
    expiry: null,
    streamsWithGroups: null,
  });
  expect(sample.kinds[0]).toEqual({ kind: 'string', count: STRINGS + 51, sizes: null });
});

it('of a cluster is shared out over its masters', async () => {
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
  const clients = await cluster.masterClients();
  const counts = [600, 300, 100];
  for (const [place, client] of clients.entries()) {
    let made = 0;
    for (let index = 0; made < (counts[place] ?? 0); index++) {
      const done = await client.set(`node${String(place)}:${String(index)}`, 'x').catch(() => null);
      if (done !== null) made++;
    }
  }
  const [first] = cluster.masters;
  if (first === undefined) throw new Error('no node');
  const whole = await sampleOf(first);
  expect(whole).toMatchObject({ keys: 1_000, complete: true });
  expect(whole.prefixes.map(({ count }) => count)).toEqual(counts);
  const part = await sampleOf(first, { keys: 100 });
  expect(part).toMatchObject({ keys: 100, complete: false, endedBy: 'keys' });
  expect(part.prefixes.map(({ count }) => count)).toEqual([60, 30, 10]);
});
