import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import { fillDataset } from './lab/dataset/fillDataset';
import type { FillReport } from './lab/dataset/fillReport';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

let source: RunningServer;
let target: RunningServer;
let to: Redis;
let filled: FillReport;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  to = await target.client();
  filled = await fillDataset(await source.client(), { seed: 'dry', keys: 400 });
});

beforeEach(async () => {
  await to.flushall();
  await to.call('FUNCTION', 'FLUSH');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const args = (): string[] => ['copy', '--source', source.url, '--target', target.url];
const copy = async (code: number, ...options: readonly string[]): Promise<CopyResult> =>
  documentOf(expectExit(await runCli([...args(), '--json', ...options]), code)) as CopyResult;

/** What tells of any write. */
const written = async (): Promise<string> => {
  const stats = await to.info('stats', 'persistence', 'keyspace');
  return [/rdb_changes_since_last_save:\d+/, /db0:keys=\d+,expires=\d+/]
    .map((part) => part.exec(stats)?.[0])
    .join();
};

it('writes nothing, and tells what the copy then does', async () => {
  const before = await written();
  const dry = await copy(1, '--dry-run');
  expect(await written()).toBe(before);
  expect(await to.call('FUNCTION', 'LIST')).toEqual([]);
  expect(dry).toMatchObject({ status: 'incomplete', dryRun: true, functions: 2 });
  expect(dry.keys).toMatchObject({ scanned: filled.keys, copied: filled.keys });
  const real = await copy(1);
  expect(real).not.toHaveProperty('dryRun');
  const { seconds, dryRun, ...told } = dry;
  expect(dryRun).toBe(true);
  // A dry run is no run that could be gone on with.
  expect({ ...told, seconds: real.seconds, run: real.run }).toEqual(real);
  expect(seconds).toBeGreaterThan(0);
});

it.each(['skip', 'fail'])('knows what the target holds (%s)', async (policy) => {
  // Whether hashes that lose their field TTLs are among them is chance.
  const sampled = await runCli([...args(), '--json', '--sample', '100']);
  expectExit(sampled, (documentOf(sampled) as CopyResult).losses.length > 0 ? 1 : 0);
  const [library] = (await (await source.client()).call('FUNCTION', 'LIST', 'WITHCODE')) as string[][];
  await to.call('FUNCTION', 'LOAD', library?.at(-1) ?? '');
  const before = await written();
  const dry = await copy(1, '--dry-run', '--on-conflict', policy);
  expect(await written()).toBe(before);
  expect(dry.functions).toBe(1);
  expect(dry.quarantine.filter(({ type }) => type === 'function')).toHaveLength(policy === 'skip' ? 0 : 1);
  const left = dry.keys[policy === 'skip' ? 'skipped' : 'quarantined'];
  expect(left).toBe(100);
  expect(dry.keys.copied).toBe(filled.keys - 100);
});

it('says in its text that nothing was written', async () => {
  const text = expectExit(await runCli([...args(), '--dry-run']), 1).stdout;
  expect(text).toMatch(/^Dry run, nothing was written: not everything would be equal on both sides/);
  expect(text).toMatch(/ {2}would be copied +400\n/);
  expect(await to.dbsize()).toBe(0);
});
