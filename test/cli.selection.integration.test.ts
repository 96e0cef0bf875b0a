import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

let source: RunningServer;
let target: RunningServer;
let from: Redis;
let to: Redis;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  from = await source.client();
  to = await target.client();
});

beforeEach(async () => {
  await from.call(
    ...(['FUNCTION', 'LOAD', 'REPLACE'] as const),
    "#!lua name=one\nredis.register_function('f', function() return 1 end)",
  );
  await from.mset('app:1', 'a', 'app:2', 'b', 'tmp:1', 'c');
  await from.set('app:short', 'd', 'EX', 3600);
  await from.set(Buffer.from([0x74, 0x6d, 0x70, 0x3a, 0xff, 0x00]), 'binary');
  await from.rpush('list', '1', '2');
  await from.hset('hash', 'field', 'value');
});

afterEach(async () => {
  for (const client of [from, to]) {
    await client.flushall();
    await client.call('FUNCTION', 'FLUSH');
  }
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const cli = async (...options: readonly string[]): Promise<string> =>
  expectExit(await runCli(['copy', '--source', source.url, '--target', target.url, ...options]), 0).stdout;
const copy = async (...options: readonly string[]): Promise<CopyResult> =>
  JSON.parse(await cli('--json', ...options)) as CopyResult;
const held = async (): Promise<string[]> => (await to.keys('*')).sort();

it('--exclude leaves keys out, binary names too, and nothing else: functions come along', async () => {
  const result = await copy('--exclude', 'tmp:*', '--exclude', '[l-l]is?');
  expect(result).toMatchObject({ status: 'done', functions: 1 });
  expect(result.keys).toMatchObject({ scanned: 7, copied: 4, excluded: 3, expired: 0, quarantined: 0 });
  expect(await held()).toEqual(['app:1', 'app:2', 'app:short', 'hash']);
  expect(await to.get('app:1')).toBe('a');
  expect(await to.expiretime('app:short')).toBe(await from.expiretime('app:short'));
});

it('--type takes the types named, and --match and --exclude narrow them', async () => {
  expect((await copy('--type', 'list,hash')).keys).toMatchObject({ scanned: 7, copied: 2, excluded: 5 });
  expect(await held()).toEqual(['hash', 'list']);
  await to.flushall();
  const result = await copy('--type', 'string', '--match', 'app:*', '--exclude', '*:2');
  expect(result.keys).toMatchObject({ scanned: 3, copied: 2, excluded: 1 });
  expect(result.functions).toBe(0);
  expect(await held()).toEqual(['app:1', 'app:short']);
});

it('--ttl takes keys with an expiry, or those without', async () => {
  expect((await copy('--ttl', 'with')).keys).toMatchObject({ copied: 1, excluded: 6 });
  expect(await held()).toEqual(['app:short']);
  await to.flushall();
  expect((await copy('--ttl', 'without')).keys).toMatchObject({ copied: 6, excluded: 1 });
  expect(await to.exists('app:short')).toBe(0);
});

it('--sample stops after so many keys, and says so', async () => {
  await from.mset(Array.from({ length: 5_000 }, (_, index) => [`many:${String(index)}`, 'x']).flat());
  const result = await copy('--sample', '1234');
  expect(result).toMatchObject({ status: 'done', functions: 0, sample: 1234 });
  expect(result.keys).toMatchObject({ scanned: 1234, copied: 1234, excluded: 0 });
  expect(await to.dbsize()).toBe(1234);
  await to.flushall();
  const text = await cli('--sample', '10', '--exclude', 'many:*1*');
  expect(text).toMatch(/A rehearsal: of the keys chosen, 10 at most were taken \(--sample\)\./);
  expect(text).toMatch(/ {2}copied +10\n/);
  expect(await to.dbsize()).toBe(10);
});

it('--db and --map-db take the databases named, where they are told', async () => {
  for (const database of [1, 3]) {
    await from.select(database);
    await from.set('in', String(database));
  }
  await from.select(0);
  expect((await copy('--db', '1,3')).keys).toMatchObject({ scanned: 2, copied: 2 });
  expect(await to.dbsize()).toBe(0);
  await copy('--map-db', '1:0,3:5,2:2');
  expect(await held()).toEqual(['in']);
  expect(await to.get('in')).toBe('1');
  await to.select(5);
  expect(await to.get('in')).toBe('3');
  await to.select(0);
  const args = ['--source', source.url, '--target', target.url, '--json'];
  const missing = documentOf(expectExit(await runCli(['copy', ...args, '--map-db', '0:99']), 3));
  expect(missing).toMatchObject({ failure: { code: 'database.missing' } });
});
