import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import { readRunDocument } from '../src/node/runDocument';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';
import type { CliRun } from './node/runCli';

const KEYS = 12_000;
const CONFLICTS = 2_400;

let folder: string;
let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-full-'));
  [source, target] = await Promise.all([
    startServer({ server: 'redis-8.0', debugCommand: true }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  await (await source.client()).call('DEBUG', 'POPULATE', KEYS, 'key', 20);
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await (await target.client()).flushall();
});

/** A copy on a disk that takes files of so many blocks of 512 bytes. */
async function copyWithin(fileBlocks: number, home: string, ...options: string[]): Promise<CliRun> {
  const args = ['copy', '--source', source.url, '--target', target.url, '--json', ...options];
  return runCli(args, { fileBlocks, env: { XDG_STATE_HOME: join(folder, home) } });
}

const runsIn = (home: string): string[] => readdirSync(join(folder, home, 'elasticache-migrator', 'runs'));

it('a run that cannot be kept is told of, and copies all the same', async () => {
  const run = expectExit(await copyWithin(1, 'none'), 0);
  expect(documentOf(run)).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  const { notices = [], run: id } = documentOf(run) as CopyResult;
  expect(notices.join()).toMatch(
    /^Could not keep how far the run has come in .*: EFBIG\. The copy goes on; if it is interrupted, it cannot be resumed\.$/,
  );
  expect(id).toBeUndefined();
  expect(run.stderr).toContain('EFBIG');
  expect(run.stderr).not.toContain('--resume');
  expect(runsIn('none')).toEqual([]);
  expect(await (await target.client()).dbsize()).toBe(KEYS);
});

it('a disk that fills up meanwhile leaves the last state that was kept, from which the run goes on', async () => {
  const client = await target.client();
  const names = Array.from({ length: CONFLICTS }, (_, key) => [`key:${String(key)}`, 'of the target']);
  await client.mset(...names.flat());
  // The names of keys in quarantine make the file grow.
  const args = ['copy', '--source', source.url, '--target', target.url, '--on-conflict', 'fail'];
  const env = { XDG_STATE_HOME: join(folder, 'filling') };
  const { child, done } = await startCli([...args, '--rate-keys', '1000'], { env, fileBlocks: 6 });
  let told = '';
  child.stderr?.on('data', (text: string) => {
    told += text;
    if (told.includes('EFBIG')) child.kill('SIGKILL');
  });
  await done;
  expect(told).toMatch(/EFBIG\. The copy goes on; if it is interrupted, it begins further back/);
  const [name = ''] = runsIn('filling').filter((file) => file.endsWith('.json'));
  const path = join(folder, 'filling', 'elasticache-migrator', 'runs', name);
  expect(readRunDocument(readFileSync(path, 'utf8'), path).checkpoint.state).toBe('underWay');
  const last = await runCli(['copy', '--resume', path, '--rate-keys', '1000000', '--json'], { env });
  const result = documentOf(expectExit(last, 1)) as CopyResult;
  expect(result.keys).toMatchObject({ copied: KEYS - CONFLICTS, quarantined: CONFLICTS });
  expect(await client.dbsize()).toBe(KEYS);
});

it('a report that cannot be written ends with a clear error, and the result is printed', async () => {
  const path = join(folder, 'report.json');
  const run = expectExit(await copyWithin(1, 'report', '--report', path), 3);
  expect(documentOf(run)).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  expect(run.stderr).toMatch(
    /Could not write the report to .*report\.json: EFBIG\. Choose a file in a folder/,
  );
  expect(readdirSync(folder).filter((name) => name.startsWith('report.json'))).toEqual([]);
});
