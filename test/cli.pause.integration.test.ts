import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, startCli } from './node/runCli';
import type { StartedCli } from './node/runCli';

const KEYS = 30_000;

let source: RunningServer;
let target: RunningServer;
let watcher: Redis;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0', debugCommand: true });
  target = await startServer({ server: 'valkey-8.1' });
  watcher = await target.client();
  await (await source.client()).call('DEBUG', 'POPULATE', KEYS, 'key', 100);
});

afterEach(async () => {
  await watcher.flushall();
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

/** Starts a copy that takes some seconds, and pauses it half-way. @returns how many keys the target has then. */
async function paused(): Promise<StartedCli & { readonly held: number }> {
  const ends = ['--source', source.url, '--target', target.url];
  const started = await startCli(['copy', ...ends, '--rate-keys', '6000', '--json']);
  while ((await watcher.dbsize()) < 3_000) await sleep(10);
  started.child.kill('SIGUSR1');
  let held = -1;
  // What was under way still arrives.
  for (let now = await watcher.dbsize(); now !== held; now = await watcher.dbsize()) {
    held = now;
    await sleep(400);
  }
  expect(held).toBeLessThan(KEYS);
  return { ...started, held };
}

it('SIGUSR1 holds a copy up, SIGUSR2 lets it go on to its end', async () => {
  const { child, done, held } = await paused();
  const asked = async (): Promise<number> =>
    Number(/cmdstat_dump:calls=(\d+)/.exec(await (await source.client()).info('commandstats'))?.[1]);
  const before = await asked();
  await sleep(1_500);
  expect(await watcher.dbsize()).toBe(held);
  expect(await asked()).toBe(before);
  child.kill('SIGUSR2');
  const run = expectExit(await done, 0);
  expect((documentOf(run) as CopyResult).keys).toMatchObject({ scanned: KEYS, copied: KEYS });
  expect(await watcher.dbsize()).toBe(KEYS);
  expect(run.stderr).toMatch(/^Copying: Paused; SIGUSR2 lets it go on\nCopying: Going on\n/m);
});

it('a paused copy can be cancelled at once', async () => {
  const { child, done, held } = await paused();
  const began = Date.now();
  child.kill('SIGINT');
  const result = documentOf(expectExit(await done, 130)) as CopyResult;
  expect(Date.now() - began).toBeLessThan(2_500);
  expect(result).toMatchObject({ status: 'cancelled', keys: { copied: held } });
});

it('a paused copy outlives a source that drops idle clients', async () => {
  await (await source.client()).config('SET', 'timeout', '17');
  const { child, done } = await paused();
  await sleep(19_000);
  child.kill('SIGUSR2');
  expect((documentOf(expectExit(await done, 0)) as CopyResult).keys.copied).toBe(KEYS);
}, 90_000);
