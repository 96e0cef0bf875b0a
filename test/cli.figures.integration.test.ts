import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

let source: RunningServer;
let target: RunningServer;
let from: Redis;
let to: Redis;

beforeAll(async () => {
  const aclUsers = ['no-memory on >pw ~* +@all -memory'];
  source = await startServer({ server: 'redis-8.0', aclUsers });
  target = await startServer({ server: 'valkey-8.1' });
  from = await source.client();
  to = await target.client();
  // Compresses well: its payload is far smaller than the memory that it takes.
  await from.set('large', 'x'.repeat(100_000));
  await from.mset(Array.from({ length: 500 }, (_, index) => [`small:${String(index)}`, 'y']).flat());
});

afterEach(async () => {
  await to.flushall();
  await from.config('SET', 'maxmemory-policy', 'noeviction');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const run = async (code: number, url: string, ...options: readonly string[]): Promise<CopyResult> => {
  const ends = ['--source', url, '--target', target.url];
  const env = { ECM_SOURCE_PASSWORD: url.includes('@') ? 'pw' : '' };
  return documentOf(
    expectExit(await runCli(['copy', ...ends, '--json', ...options], { env }), code),
  ) as CopyResult;
};

it('--min-bytes and --max-bytes choose by the memory that a key takes', async () => {
  expect((await run(0, source.url, '--min-bytes', '50k')).keys).toMatchObject({ copied: 1, excluded: 500 });
  expect(await to.keys('*')).toEqual(['large']);
  await to.flushall();
  // Also where a pace cuts the batches up.
  const slow = await run(0, source.url, '--max-bytes', '1k', '--rate-keys', '1000');
  expect(slow.keys).toMatchObject({ copied: 500, excluded: 1 });
  expect(await to.exists('large')).toBe(0);
});

it('--min-idle and --max-idle choose by the time since a key was used', async () => {
  await sleep(7_100);
  await from.get('small:7');
  expect((await run(0, source.url, '--max-idle', '5')).keys).toMatchObject({ copied: 1, excluded: 500 });
  expect(await to.keys('*')).toEqual(['small:7']);
  await to.flushall();
  await from.get('small:7');
  // What we read ourselves counts as no use.
  expect((await run(0, source.url, '--min-idle', '7')).keys).toMatchObject({ copied: 500, excluded: 1 });
  expect(await to.exists('small:7')).toBe(0);
});

it('refuses before anything is written where the source cannot tell', async () => {
  await from.config('SET', 'maxmemory-policy', 'allkeys-lfu');
  const lfu = await run(3, source.url, '--min-idle', '3');
  expect(lfu.failure?.message).toMatch(/the policy allkeys-lfu, under which it does not keep that time/);
  const noMemory = await run(3, source.url.replace('://', '://no-memory@'), '--max-bytes', '1k');
  expect(noMemory.failure).toMatchObject({
    code: 'server.permission',
    message: expect.stringMatching(/the command MEMORY/) as string,
  });
  expect(await to.dbsize()).toBe(0);
});
