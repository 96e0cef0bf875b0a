import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

let source: RunningServer;
let target: RunningServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-cli-config-'));
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  await (await source.client()).mset('app:1', 'a', 'app:2', 'b', 'tmp:1', 'c');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
});

function config(options: Readonly<Record<string, unknown>>): string {
  const file = join(folder, 'options.json');
  writeFileSync(file, JSON.stringify(options));
  return file;
}

it('copies as the file says, but for what the command line says', async () => {
  const ends = { source: source.url, target: target.url };
  const file = config({ ...ends, json: true, exclude: ['tmp:*'], 'dry-run': true });
  const dry = documentOf(expectExit(await runCli(['copy', '--config', file]), 0));
  expect(dry).toMatchObject({ dryRun: true, keys: { scanned: 3, copied: 2, excluded: 1 } });
  const client = await target.client();
  expect(await client.dbsize()).toBe(0);
  const real = config({ ...ends, json: true, exclude: ['tmp:*'] });
  const args = ['copy', '--config', real, '--exclude', 'app:1'];
  const result = documentOf(expectExit(await runCli(args), 0));
  expect(result).toMatchObject({ keys: { scanned: 3, copied: 2, excluded: 1 } });
  expect((await client.keys('*')).sort()).toEqual(['app:2', 'tmp:1']);
});

it.each([
  [{ sorce: 'redis://h' }, /--sorce in the file of --config is not known/],
  [{ source: 'redis://:Zq7secret@h' }, /holds a password; .*ECM_SOURCE_PASSWORD/],
])('%j exits with 2 and one line', async (options, message) => {
  const run = expectExit(await runCli(['copy', '--config', config(options)]), 2);
  expect(run.stdout).toBe('');
  expect(run.stderr).toMatch(/^Could not read the command line: [^\n]+\. Run [^\n]+\n$/);
  expect(run.stderr).toMatch(message);
  expect(run.stderr).not.toContain('Zq7secret');
});
