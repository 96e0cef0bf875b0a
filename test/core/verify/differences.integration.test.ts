import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TEMPORARY_PREFIX } from '../../../src/core/largeValue';
import type { DifferenceKind } from '../../../src/core/model/verification';
import { fillDataset } from '../../lab/dataset/fillDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import type { ServerName } from '../../lab/servers/serverRelease';
import { startServer } from '../../lab/servers/startServer';
import { runCopy, runVerify } from '../runs';

const FAR = 4_102_444_800_000;

/** Something planted in the target, and what verify must say of it: exactly that. */
type Planted = readonly [
  name: string,
  plant: (target: Redis) => Promise<unknown>,
  kind: DifferenceKind,
  key: string,
  detail: RegExp,
];

const PLANTED: readonly Planted[] = [
  ['a missing key', (to) => to.del('string'), 'missing', 'string', /a string is not in the target/],
  ['an extra key', (to) => to.set('planted', 1), 'extra', 'planted', /only the target holds it/],
  [
    'another type',
    (to) => to.multi().del('set').rpush('set', 'a', 'b').exec(),
    'type',
    'set',
    /a set in the source, a list/,
  ],
  [
    'an expiry too many',
    (to) => to.pexpireat('hash', FAR),
    'expiry',
    'hash',
    /no expiry in the source, but one in/,
  ],
  [
    'an expiry too few',
    (to) => to.persist('expiring'),
    'expiry',
    'expiring',
    /an expiry in the source, but none/,
  ],
  [
    'an expiry a millisecond later',
    (to) => to.pexpireat('expiring', FAR + 1),
    'expiry',
    'expiring',
    /1 ms apart/,
  ],
  ['another string', (to) => to.append('string', 'x'), 'value', 'string', /strings differ/],
  ['another element', (to) => to.lset('list', 1, 'X'), 'value', 'list', /elements differ/],
  [
    'elements in another order',
    (to) => to.multi().lset('list', 0, 'b').lset('list', 1, 'a').exec(),
    'value',
    'list',
    /elements differ/,
  ],
  ['one element more', (to) => to.rpush('list', 'd'), 'value', 'list', /holds 3 elements, the target 4/],
  [
    'another member',
    (to) => to.multi().srem('set', 'a').sadd('set', 'z').exec(),
    'value',
    'set',
    /members differ/,
  ],
  ['another score', (to) => to.zadd('zset', 1.5000001, 'a'), 'value', 'zset', /members differ/],
  ['another field', (to) => to.hset('hash', 'a', 'X'), 'value', 'hash', /a field differs/],
  ['one field less', (to) => to.hdel('hash', 'a'), 'value', 'hash', /holds 2 fields, the target 1/],
  [
    'another entry',
    (to) => to.xadd('stream', '9-9', 'f', 'v'),
    'value',
    'stream',
    /holds 3 entries, the target 4/,
  ],
  [
    'an entry less, and its counters',
    (to) => to.xdel('stream', '2-0'),
    'value',
    'stream',
    /holds 3 entries, the target 2/,
  ],
  [
    'another last id',
    (to) => to.call('XSETID', 'stream', '77-0'),
    'value',
    'stream',
    /last id of the stream differs/,
  ],
  [
    'an acknowledged message',
    (to) => to.xack('stream', 'group', '1-0'),
    'value',
    'stream',
    /a consumer group differs/,
  ],
  [
    'a message of another consumer',
    (to) => to.call('XCLAIM', 'stream', 'group', 'bob', 0, '1-0', 'TIME', 1_700_000_000_000, 'RETRYCOUNT', 3),
    'value',
    'stream',
    /a consumer group differs/,
  ],
  [
    'another count of deliveries',
    (to) =>
      to.call('XCLAIM', 'stream', 'group', 'alice', 0, '1-0', 'TIME', 1_700_000_000_000, 'RETRYCOUNT', 4),
    'value',
    'stream',
    /a consumer group differs/,
  ],
  [
    'another time of delivery',
    (to) =>
      to.call('XCLAIM', 'stream', 'group', 'alice', 0, '1-0', 'TIME', 1_700_000_000_001, 'RETRYCOUNT', 3),
    'value',
    'stream',
    /a consumer group differs/,
  ],
  [
    'a group less',
    (to) => to.xgroup('DESTROY', 'stream', 'idle'),
    'value',
    'stream',
    /a consumer group differs/,
  ],
  [
    'a consumer more',
    (to) => to.xgroup('CREATECONSUMER', 'stream', 'idle', 'eve'),
    'value',
    'stream',
    /a consumer group differs/,
  ],
  [
    'another library',
    (to) => to.call('FUNCTION', 'LOAD', 'REPLACE', library('one', 2)),
    'value',
    'one',
    /other code/,
  ],
  [
    'a library less',
    (to) => to.call('FUNCTION', 'DELETE', 'one'),
    'missing',
    'one',
    /library is not in the target/,
  ],
  [
    'a library more',
    (to) => to.call('FUNCTION', 'LOAD', library('two', 1)),
    'extra',
    'two',
    /only the target holds/,
  ],
];

/** Every key is larger. */
const PARTS = { bigKeyBytes: 1 };

/** What only two servers with field TTLs can differ in. */
const PLANTED_TTLS: readonly Planted[] = [
  [
    'a field TTL less',
    (to) => to.call('HPERSIST', 'ttl', 'FIELDS', 1, 'a'),
    'value',
    'ttl',
    /lack their expiry/,
  ],
  [
    'another field TTL',
    (to) => to.call('HPEXPIREAT', 'ttl', FAR + 1, 'FIELDS', 1, 'a'),
    'value',
    'ttl',
    /expiry of a field differs/,
  ],
  [
    'a field TTL more',
    (to) => to.call('HPEXPIREAT', 'hash', FAR, 'FIELDS', 1, 'a'),
    'value',
    'hash',
    /expiry of a field differs/,
  ],
];

function library(name: string, result: number): string {
  return `#!lua name=${name}\nredis.register_function('${name}_f', function() return ${String(result)} end)`;
}

async function fill(source: Redis, fieldTtls: boolean): Promise<void> {
  const pipeline = source.multi();
  pipeline
    .set('string', 'text')
    .set('expiring', '1', 'PXAT', FAR)
    .rpush('list', 'a', 'b', 'c')
    .sadd('set', 'a', 'b');
  pipeline.zadd('zset', 1.5, 'a', -0, 'b', Infinity, 'c').hset('hash', 'a', '1', 'b', '2');
  for (const id of ['1-0', '2-0', '3-0']) pipeline.xadd('stream', id, 'f', 'v');
  pipeline.xgroup('CREATE', 'stream', 'idle', '0').xgroup('CREATE', 'stream', 'group', '0');
  pipeline.call('XREADGROUP', 'GROUP', 'group', 'alice', 'COUNT', 2, 'STREAMS', 'stream', '>');
  pipeline.call('XCLAIM', 'stream', 'group', 'alice', 0, '1-0', 'TIME', 1_700_000_000_000, 'RETRYCOUNT', 3);
  pipeline.call('FUNCTION', 'LOAD', library('one', 1));
  if (fieldTtls) pipeline.hset('ttl', 'a', '1', 'b', '2').call('HPEXPIREAT', 'ttl', FAR, 'FIELDS', 1, 'a');
  for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
}

const PAIRS: readonly (readonly [ServerName, ServerName, readonly Planted[]])[] = [
  ['redis-7.0.15', 'valkey-8.1', PLANTED],
  ['redis-8.0', 'valkey-9.1', [...PLANTED, ...PLANTED_TTLS]],
];

describe.each(PAIRS)('%s against %s', (from, to, planted) => {
  let source: RunningServer;
  let target: RunningServer;
  let written: Redis;

  beforeAll(async () => {
    source = await startServer({ server: from });
    target = await startServer({ server: to });
    written = await target.client();
    await fill(await source.client(), planted !== PLANTED);
  });

  beforeEach(async () => {
    await written.flushall();
    await written.call('FUNCTION', 'FLUSH');
    expect(await runCopy(source, target, { onConflict: 'replace' })).toMatchObject({ status: 'done' });
  });

  afterAll(async () => {
    await source.stop();
    await target.stop();
  });

  it('finds nothing where nothing is', async () => {
    expect(await runVerify(source, target)).toMatchObject({ status: 'done', differences: [], losses: [] });
  });

  it.each(planted)('finds %s, and nothing else', async (_, plant, kind, key, detail) => {
    await plant(written);
    const result = await runVerify(source, target);
    expect(result.differences).toEqual([
      {
        key: Buffer.from(key).toString('base64'),
        db: 0,
        kinds: [kind],
        detail: expect.stringMatching(detail) as string,
      },
    ]);
    expect(result).toMatchObject({ status: 'incomplete', differencesTotal: 1 });
  });

  it('finds nothing where nothing is, part by part', async () => {
    const result = await runVerify(source, target, PARTS);
    expect(result).toMatchObject({ status: 'done', differences: [], losses: [] });
  });

  // Once is enough: what is compared is not payloads, which differ from pair to pair.
  it.each(planted === PLANTED ? [] : planted.filter(([name]) => !name.includes('library')))(
    'finds %s part by part, and nothing else',
    async (_, plant, kind, key) => {
      await plant(written);
      const { differences } = await runVerify(source, target, PARTS);
      expect(differences).toMatchObject([{ key: Buffer.from(key).toString('base64'), db: 0, kinds: [kind] }]);
    },
  );

  it('mends part by part', async () => {
    await written
      .multi()
      .append('string', 'x')
      .lset('list', 1, 'X')
      .srem('set', 'a')
      .zadd('zset', 9, 'a')
      .exec();
    await written.multi().hset('hash', 'a', 'X').xadd('stream', '9-9', 'f', 'v').del('expiring').exec();
    const result = await runVerify(source, target, { ...PARTS, repair: true });
    expect(result).toMatchObject({ status: 'done', differences: [], keys: { repaired: 7 } });
    expect(await runVerify(source, target)).toMatchObject({ status: 'done', differences: [] });
  });

  it('finds keys in a database that only the target uses', async () => {
    await (await target.client({ db: 3 })).set('elsewhere', '1');
    const { differences } = await runVerify(source, target);
    expect(differences).toMatchObject([{ db: 3, kinds: ['extra'] }]);
  });

  it('does not count what a copy that was cut has left of a large key', async () => {
    await written.set(`${TEMPORARY_PREFIX}:b7e0af3cc8b8:788`, 'half of it', 'PX', 3_600_000);
    expect(await runVerify(source, target)).toMatchObject({ status: 'done', keys: { extra: 0 } });
  });

  it('looks into the databases that are named, and into no others', async () => {
    await (await target.client({ db: 3 })).set('elsewhere', '1');
    const result = await runVerify(source, target, { databases: [{ source: 0, target: 0 }] });
    expect(result).toMatchObject({ status: 'done', differences: [] });
  });

  it('names every way in which a key differs', async () => {
    await written.multi().del('set').set('set', 'x', 'PXAT', FAR).persist('expiring').exec();
    await written.append('expiring', 'x');
    const { differences } = await runVerify(source, target);
    const found = differences.map(({ key, kinds }) => [Buffer.from(key, 'base64').toString(), ...kinds]);
    expect(found.sort()).toEqual([
      ['expiring', 'expiry', 'value'],
      ['set', 'type', 'expiry'],
    ]);
  });

  it('counts a hundred differences among thousands of keys', async () => {
    const db = 9;
    const reader = await source.client({ db });
    const writer = await target.client({ db });
    const all = Array.from({ length: 4000 }, (_, index) => [`k${String(index)}`, 'v']).flat();
    await reader.mset(...all);
    await writer.mset(...all);
    await writer.mset(
      ...Array.from({ length: 100 }, (_, index) => [`k${String(index * 31)}`, 'other']).flat(),
    );
    const result = await runVerify(source, target, { sourceDatabase: db });
    expect(result.keys).toEqual({
      compared: 4000,
      equal: 3900,
      different: 100,
      changing: 0,
      extra: 0,
      expired: 0,
      excluded: 0,
      repaired: 0,
      deleted: 0,
    });
    await reader.flushdb();
  });
});

it('compares field TTLs that the target cannot hold as a loss, not as a difference', async () => {
  await using source = await startServer({ server: 'redis-8.0' });
  await using target = await startServer({ server: 'valkey-8.1' });
  const filled = await fillDataset(await source.client(), { seed: 'losses', keys: 200 });
  await runCopy(source, target, { onConflict: 'replace' });
  const result = await runVerify(source, target);
  expect(result.differences).toEqual([]);
  expect(result.losses).toEqual([{ kind: 'hash-field-ttl', count: filled.hashesWithFieldTtl }]);
});

it('counts the state of idempotent producers as lost where the target has none, and misses it where it has', async () => {
  await using source = await startServer({ server: 'redis-8.6' });
  await using older = await startServer({ server: 'redis-8.0' });
  await using same = await startServer({ server: 'redis-8.6' });
  const from = await source.client();
  const id = String(await from.call('XADD', 'stream', 'IDMP', 'producer', 'first', '*', 'f', 'v'));
  await runCopy(source, older, { onConflict: 'replace' });
  const lossy = await runVerify(source, older);
  expect(lossy).toMatchObject({ status: 'incomplete', differences: [] });
  expect(lossy.losses).toEqual([{ kind: 'stream-idempotency', count: 1 }]);
  await runCopy(source, same, { onConflict: 'replace' });
  expect(await runVerify(source, same)).toMatchObject({ status: 'done', losses: [] });
  const to = await same.client();
  await to.del('stream');
  await to.xadd('stream', id, 'f', 'v');
  const { differences } = await runVerify(source, same);
  expect(differences).toMatchObject([
    { kinds: ['value'], detail: expect.stringMatching(/idempotent/) as string },
  ]);
});
