import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';

const KEYS = 200_000;

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0', debugCommand: true });
  target = await startServer({ server: 'valkey-8.1' });
  await (await source.client()).call('DEBUG', 'POPULATE', KEYS, 'key', 100);
});

afterEach(async () => {
  await (await target.client()).flushall();
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const args = (...options: readonly string[]): string[] => [
  ...['copy', '--source', source.url, '--target', target.url, ...options],
];

it('goes slower while the source is slow to answer, and faster again afterwards', async () => {
  const watcher = await target.client();
  const heavy = await source.client();
  const { child, done } = await startCli(args('--auto-pace', '--rate-keys', '5000', '--json'));
  while ((await watcher.dbsize()) < 5_000) await sleep(20);
  /** Keys a second that arrive, over some seconds. */
  const rate = async (seconds: number): Promise<number> => {
    const before = await watcher.dbsize();
    const began = Date.now();
    await sleep(seconds * 1000);
    return ((await watcher.dbsize()) - before) / ((Date.now() - began) / 1000);
  };
  const free = await rate(2);
  const load = { on: true };
  const pulses = (async () => {
    // Others keep the source for 150 of every 250 ms: it could still hand out far more than 5,000 keys a second.
    while (load.on) {
      await heavy.call('DEBUG', 'SLEEP', '0.15');
      await sleep(100);
    }
  })();
  await sleep(3_000);
  const slowed = await rate(2);
  load.on = false;
  await pulses;
  expect(slowed).toBeLessThan(free / 2);
  let risen = 0;
  for (let turn = 0; turn < 20 && risen <= 2 * slowed; turn++) risen = await rate(1.5);
  expect(risen).toBeGreaterThan(2 * slowed);
  child.kill('SIGINT');
  const { heldBack } = documentOf(expectExit(await done, 130)) as CopyResult;
  expect(heldBack?.seconds).toBeGreaterThan(2);
  expect(heldBack?.highestMs).toBeGreaterThan(40);
  expect(heldBack?.baselineMs).toBeLessThan(40);
}, 90_000);

it('copies everything, and tells how it went', async () => {
  const run = expectExit(await runCli(args('--auto-pace', '--match', 'key:1999*')), 0);
  expect(run.stdout).toMatch(
    /The pace was (never )?held back.*: the source answered in [\d.]+ ms before the copy/,
  );
  expect(await (await target.client()).dbsize()).toBe(111);
});
