import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';

const KEYS = 8_000;
/** Keys that the target holds already. */
const CONFLICTS = 50;
const PASSWORD = 'Zq7-passphrase';
const VALUE = 'Zq7-value';

let state: string;
let source: RunningServer;
let target: RunningServer;
/** An interrupted run: its id, the path of its file, and what the file holds. */
let run: string;
let path: string;
let text: string;

const passwords = { ECM_SOURCE_PASSWORD: PASSWORD, ECM_TARGET_PASSWORD: PASSWORD };
const folderOf = (home: string): string => join(home, 'elasticache-migrator', 'runs');

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'ecm-refusals-'));
  [source, target] = await Promise.all([
    startServer({ server: 'redis-8.0', requirepass: PASSWORD }),
    startServer({ server: 'valkey-8.1', requirepass: PASSWORD }),
  ]);
  const pipeline = (await source.client()).pipeline();
  for (let index = 0; index < KEYS; index++)
    pipeline.set(`key:${String(index)}`, `${VALUE}-${String(index)}`);
  await pipeline.exec();
  const held = await target.client();
  for (let index = 0; index < CONFLICTS; index++) await held.set(`key:${String(index)}`, 'of the target');
  const args = ['copy', '--source', source.url, '--target', target.url, '--on-conflict', 'fail'];
  const { child, done } = await startCli([...args, '--rate-keys', '2500'], {
    env: { XDG_STATE_HOME: state, ...passwords },
  });
  child.stderr?.setEncoding('utf8').once('data', (line: string) => {
    run = /^Run ([\w-]+)\./m.exec(line)?.[1] ?? '';
  });
  await vi.waitFor(
    () => {
      path = join(folderOf(state), `${run}.json`);
      text = readFileSync(path, 'utf8');
      expect(text).toMatch(/"copied":[1-9].*"quarantined":[1-9]/);
    },
    { timeout: 20_000, interval: 50 },
  );
  child.kill('SIGKILL');
  await done;
  text = readFileSync(path, 'utf8');
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
  rmSync(state, { recursive: true });
});

/** Expects a refusal that changes nothing at the target. */
async function refused(args: readonly string[], code: string, why: RegExp): Promise<void> {
  const client = await target.client();
  const before = await client.call('DBSIZE');
  const env = { XDG_STATE_HOME: state, ...passwords };
  const ended = await runCli(['copy', ...args, '--json'], { env });
  expectExit(ended, code === 'usage' ? 2 : 3);
  const document = documentOf(ended) as Pick<CopyResult, 'status' | 'failure'>;
  expect(document).toMatchObject({ status: 'failed', failure: { code } });
  expect(document.failure?.message).toMatch(why);
  expect(ended.stderr).toMatch(why);
  expect(await client.call('DBSIZE')).toBe(before);
}

it('keeps neither a password nor a value, for its owner only', () => {
  expect(text).toContain('"reason":"the target already holds this key"');
  expect(text).not.toContain(PASSWORD);
  expect(text).not.toContain('Zq7');
  expect(text).not.toContain(Buffer.from(VALUE).toString('base64').slice(0, 10));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(folderOf(state)).mode & 0o777).toBe(0o700);
});

it.each<[string, () => string, RegExp]>([
  ['emptied', () => '', /damaged: it is empty/],
  ['cut off', () => text.slice(0, text.length / 2), /damaged: it is not whole JSON/],
  ['of something else', () => '{"a":1}', /damaged: it is not the file of a run/],
  ['flipped in a cursor', () => text.replace(/"cursor":"(\d)/, '"cursor":"1$1'), /checksum/],
  ['flipped in a count', () => text.replace(/"copied":[1-9]/, '"copied":77'), /damaged/],
  ['of a newer version', () => text.replace('"version":1', '"version":2'), /a newer version .* wrote it/],
])('refuses a file that is %s', async (_, damage, why) => {
  const name = join(state, 'damaged.json');
  writeFileSync(name, damage());
  await refused(['--resume', name], 'run.damaged', why);
  expect(readdirSync(state).filter((file) => file.startsWith('damaged'))).toEqual(['damaged.json']);
});

it('refuses a run that there is not', async () => {
  await refused(['--resume', 'no-such-run'], 'run.missing', /there is no such file.*named when it began/);
  await refused(['--resume', state], 'run.missing', /EISDIR/);
});

it('refuses options that contradict the run', async () => {
  await refused(['--resume', run, '--match', 'a*'], 'usage', /says otherwise than the run/);
  await refused(['--resume', run, '--on-conflict', 'replace'], 'usage', /says otherwise/);
  await refused(['--resume', run, '--dry-run'], 'usage', /says otherwise/);
  await refused(['--resume', run, '--target', source.url], 'usage', /--target is not the target of the run/);
});

it('refuses another server at the address of the target', async () => {
  // The run of a copy to a Valkey server, whose place a Redis server took.
  const first = await startServer({ server: 'valkey-8.1', requirepass: PASSWORD });
  const env = { XDG_STATE_HOME: state, ...passwords };
  const args = ['copy', '--source', source.url, '--target', first.url, '--rate-keys', '2500'];
  const { child, done } = await startCli(args, { env });
  child.stderr?.once('data', () => setTimeout(() => child.kill('SIGKILL'), 300));
  const id = /^Run ([\w-]+)\./m.exec((await done).stderr)?.[1] ?? '';
  await first.stop();
  const placed = await startServer({ server: 'redis-8.0', requirepass: PASSWORD, port: first.port });
  const ended = expectExit(await runCli(['copy', '--resume', id, '--json'], { env }), 3);
  expect(documentOf(ended)).toMatchObject({ failure: { code: 'run.otherServer' } });
  expect(ended.stderr).toMatch(
    /the target is not the server that it was: a valkey server then, a redis server now/,
  );
  expect(await (await placed.client()).dbsize()).toBe(0);
  await placed.stop();
});

it('refuses a run whose folder it may not write to, and resumes it when it may', async () => {
  // The lock's name is taken by a folder, which nobody can make a file of.
  rmSync(`${path}.lock`, { force: true });
  mkdirSync(`${path}.lock`);
  await refused(['--resume', run], 'file.unwritable', /Could not keep how far the run has come/);
  rmSync(`${path}.lock`, { recursive: true });
  const env = { XDG_STATE_HOME: state, ...passwords };
  const ended = expectExit(await runCli(['copy', '--resume', path, '--json'], { env }), 1);
  const result = documentOf(ended) as CopyResult;
  expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS - CONFLICTS, quarantined: CONFLICTS });
  await refused(['--resume', run], 'run.finished', /carried out to its end/);
});

it('copies without being kept where there is no room for it, and says so', async () => {
  const taken = join(state, 'a file');
  writeFileSync(taken, '');
  await (await target.client()).flushall();
  const env = { XDG_STATE_HOME: taken, ...passwords };
  const args = ['copy', '--source', source.url, '--target', target.url, '--json'];
  const ended = expectExit(await runCli(args, { env }), 0);
  expect(ended.stderr).toMatch(/^Warning: Could not keep how far .*ENOTDIR.*it cannot be resumed\.$/m);
  expect((documentOf(ended) as CopyResult).run).toBeUndefined();
  expect(await (await target.client()).dbsize()).toBe(KEYS);
});

it('goes on when there is no room any more, and says how far back it would begin', async () => {
  const home = join(state, 'filling');
  await (await target.client()).flushall();
  const env = { XDG_STATE_HOME: home, ...passwords };
  const args = ['copy', '--source', source.url, '--target', target.url, '--rate-keys', '3000', '--json'];
  const { child, done } = await startCli(args, { env });
  child.stderr?.once('data', () => {
    // A folder stands where the next checkpoint is to be written.
    mkdirSync(
      `${join(folderOf(home), readdirSync(folderOf(home)).find((name) => name.endsWith('.json')) ?? '')}.partial`,
    );
  });
  const ended = expectExit(await done, 0);
  const result = documentOf(ended) as CopyResult;
  expect(result.notices).toEqual([
    expect.stringMatching(/^Could not keep .*EISDIR.*it begins further back when it is resumed\.$/) as string,
  ]);
  expect(result.keys.copied).toBe(KEYS);
});

it('keeps nothing of dry runs and rehearsals', async () => {
  const home = join(state, 'unkept');
  const env = { XDG_STATE_HOME: home, ...passwords };
  for (const option of [['--dry-run'], ['--sample', '5']]) {
    const args = ['copy', '--source', source.url, '--target', target.url, '--json', ...option];
    const ended = expectExit(await runCli(args, { env }), 0);
    expect(ended.stderr).not.toContain('Run ');
    expect(readdirSync(state)).not.toContain('unkept');
  }
});
