import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';

const KEYS = 2_000;
const VALUE_BYTES = 1_000;

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  const from = await source.client();
  const value = Array.from({ length: VALUE_BYTES }, (_, index) =>
    String.fromCharCode(33 + ((index * 31) % 90)),
  );
  await from.config('SET', 'rdbcompression', 'no');
  await from.mset(Array.from({ length: KEYS }, (_, index) => [`k:${String(index)}`, value.join('')]).flat());
});

afterEach(async () => {
  await (await target.client()).flushall();
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const args = (...options: readonly string[]): string[] => [
  ...['copy', '--source', source.url, '--target', target.url, '--json', ...options],
];
const copy = async (...options: readonly string[]): Promise<CopyResult> =>
  documentOf(expectExit(await runCli(args(...options)), 0)) as CopyResult;

it('takes as long as --rate-keys says', async () => {
  const { seconds, keys } = await copy('--rate-keys', '1000');
  expect(keys.copied).toBe(KEYS);
  expect(seconds).toBeGreaterThan(1.5);
  expect(seconds).toBeLessThan(3.5);
});

it('takes as long as --rate-bytes says, also for what is left out', async () => {
  const { seconds, keys } = await copy('--rate-bytes', '1M', '--exclude', 'k:*1');
  expect(keys).toMatchObject({ copied: KEYS * 0.9, excluded: KEYS * 0.1 });
  expect(seconds).toBeGreaterThan(1.5);
  expect(seconds).toBeLessThan(3.5);
});

it('can be cancelled while it waits', async () => {
  const { child, done } = await startCli(args('--rate-keys', '1'));
  await expect.poll(async () => (await target.client()).dbsize(), { timeout: 20_000 }).toBeGreaterThan(0);
  const began = Date.now();
  child.kill('SIGINT');
  const result = documentOf(expectExit(await done, 130)) as CopyResult;
  expect(Date.now() - began).toBeLessThan(3_000);
  expect(result.status).toBe('cancelled');
  expect(result.keys.copied).toBe(await (await target.client()).dbsize());
});
