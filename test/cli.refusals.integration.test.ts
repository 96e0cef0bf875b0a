import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, toldBy } from './node/runCli';

const LIBRARY = "#!lua name=one\nredis.register_function('f', function() return 1 end)";

let source: RunningServer;
let target: RunningServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-refusals-'));
  const aclUsers = [
    'no-dump on >pw ~* +@all -dump',
    'no-scan on >pw ~* +@all -scan',
    'no-functions on >pw ~* +@all -function',
    'some-keys on >pw ~app:* +@all',
  ];
  source = await startServer({ server: 'redis-8.0', aclUsers });
  target = await startServer({
    server: 'valkey-8.1',
    databases: 4,
    aclUsers: ['no-restore on >pw ~* +@all -restore', ...aclUsers.slice(2)],
  });
  const client = await source.client();
  await client.mset('app:1', '1', 'app:2', '2', 'other', '3');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ends {
  readonly source?: string;
  readonly target?: string;
}

/** Copies; the password of the lab's users is always given. */
async function copy(
  ends: Ends,
  code: number,
  ...options: readonly string[]
): Promise<{ result: CopyResult; stderr: string }> {
  const args = [
    'copy',
    '--source',
    ends.source ?? source.url,
    '--target',
    ends.target ?? target.url,
    '--json',
  ];
  const env = {
    ...(ends.source?.includes('@') === true ? { ECM_SOURCE_PASSWORD: 'pw' } : {}),
    ...(ends.target?.includes('@') === true ? { ECM_TARGET_PASSWORD: 'pw' } : {}),
  };
  const run = expectExit(await runCli([...args, ...options], { env }), code);
  return { result: documentOf(run) as CopyResult, stderr: toldBy(run) };
}

/** Copies, must fail before anything is written, and say why. */
async function refuses(ends: Ends, code: string, message: RegExp): Promise<void> {
  const { result, stderr } = await copy(ends, 3);
  expect(result).toMatchObject({ status: 'failed', keys: { copied: 0 }, functions: 0, bytes: 0 });
  expect(result.failure).toEqual({ code, message: expect.stringMatching(message) as string });
  expect(stderr.trim()).toBe(result.failure?.message);
  expect(await (await target.client()).dbsize()).toBe(0);
}

const as = (server: RunningServer, user: string): string =>
  `redis://${user}@127.0.0.1:${String(server.port)}`;

describe('a user who may not', () => {
  it.each([
    ['read: DUMP', 'no-dump', /source: the user may not use the command DUMP\. Grant it/],
    ['read: SCAN', 'no-scan', /source: the user may not use the command SCAN\. Grant it/],
    ['read every key', 'some-keys', /source: the user may not use the keys it needs\. Grant it/],
  ])('%s', async (_, user, message) => {
    await refuses({ source: as(source, user) }, 'server.permission', message);
  });

  it.each([
    [
      'write: RESTORE',
      'no-restore',
      /write to the target: the user may not use the command RESTORE\. Grant it/,
    ],
    [
      'write every key',
      'some-keys',
      /write to the target: the user may not use the keys it needs\. Grant it/,
    ],
  ])('%s', async (_, user, message) => {
    await refuses({ target: as(target, user) }, 'server.permission', message);
  });

  it('ask for functions, where there are none: nothing is lost, so it copies', async () => {
    const { result } = await copy({ source: as(source, 'no-functions') }, 0);
    expect(result).toMatchObject({ status: 'done', keys: { copied: 3 } });
    await (await target.client()).flushall();
  });

  it('read functions: refuses, since they would be lost without a word', async () => {
    const client = await source.client();
    await client.call('FUNCTION', 'LOAD', LIBRARY);
    await refuses(
      { source: as(source, 'no-functions') },
      'server.permission',
      /functions of the source: the user may not use the command FUNCTION/,
    );
    await client.call('FUNCTION', 'FLUSH');
  });

  it('load functions: the library is named in the quarantine, the keys are copied', async () => {
    const client = await source.client();
    await client.call('FUNCTION', 'LOAD', LIBRARY);
    const { result } = await copy({ target: as(target, 'no-functions') }, 1);
    await client.call('FUNCTION', 'FLUSH');
    expect(result).toMatchObject({ status: 'incomplete', functions: 0, keys: { copied: 3, quarantined: 0 } });
    expect(result.quarantine).toEqual([
      {
        key: Buffer.from('one').toString('base64'),
        db: 0,
        type: 'function',
        reason: expect.stringMatching(/may not use the command FUNCTION/) as string,
      },
    ]);
    await (await target.client()).flushall();
  });
});

describe('a target that takes nothing', () => {
  it('is full already', async () => {
    await using full = await startServer({
      server: 'valkey-8.1',
      config: ['maxmemory 1mb', 'maxmemory-policy noeviction'],
    });
    const { result } = await copy({ target: full.url }, 3);
    expect(result).toMatchObject({
      status: 'failed',
      keys: { copied: 0 },
      failure: { code: 'server.memory' },
    });
    expect(result.failure?.message).toMatch(/write to the target: it is full.*Raise maxmemory/);
  });

  it('is a replica', async () => {
    await using replica = await startServer({
      server: 'redis-8.0',
      config: [`replicaof 127.0.0.1 ${String(target.port)}`],
    });
    await refuses(
      { target: replica.url },
      'server.readonly',
      /replica, which takes no writes\. Choose .* primary/,
    );
  });

  it.each(['source', 'target'] as const)('is a node of no whole cluster, as %s', async (end) => {
    await using node = await startServer({ server: 'redis-7.0.15', cluster: true });
    await refuses(
      { [end]: node.url },
      'server.busy',
      /no node of the cluster serves any slot\. Mend the cluster/,
    );
  });

  it('is the source itself', async () => {
    await refuses(
      { target: source.url },
      'database.mapping',
      /same database of the same server\. Choose another/,
    );
  });
});

describe('databases', () => {
  it('refuses a target with fewer than hold data', async () => {
    const client = await source.client({ db: 9 });
    await client.set('far', '1');
    await refuses(
      {},
      'database.missing',
      /has 4 databases, so none is numbered 9\. Raise the "databases" setting/,
    );
    await client.flushdb();
  });

  it('says when the source has no database of that number, instead of reading another', async () => {
    await refuses(
      { source: `${source.url}/77`, target: `${target.url}/0` },
      'database.missing',
      /the source has 16 databases, so none is numbered 77\. Correct the number/,
    );
  });

  it('refuses a target database alone when several hold data', async () => {
    const client = await source.client({ db: 1 });
    await client.set('second', '1');
    await refuses(
      { target: `${target.url}/2` },
      'database.mapping',
      /names database 2.*Name the source's database/,
    );
    await client.flushdb();
  });

  it('copies one database to another, on another server and on the same', async () => {
    const far = await source.client({ db: 7 });
    await far.set('far', '1');
    const { result } = await copy({ source: `${source.url}/7`, target: `${target.url}/2` }, 0);
    expect(result.keys).toMatchObject({ scanned: 1, copied: 1 });
    expect(await (await target.client({ db: 2 })).get('far')).toBe('1');
    expect(await (await target.client()).dbsize()).toBe(0);
    await copy({ source: `${source.url}/7`, target: `${source.url}/8` }, 0);
    const copied = await source.client({ db: 8 });
    expect(await copied.get('far')).toBe('1');
    for (const client of [far, copied]) await client.flushdb();
    await (await target.client()).flushall();
  });
});

describe('the report', () => {
  it.each([
    ['in a folder that is not there', () => join(folder, 'none', 'report.json')],
    ['that is a folder', () => folder],
  ])('%s: nothing is copied, nothing is left behind', async (_, path) => {
    const { result, stderr } = await copy({}, 3, '--report', path());
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'file.unwritable' } });
    expect(stderr).toMatch(/Could not write the report to .*Choose a file in a folder that exists/);
    expect(await (await target.client()).dbsize()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is written whole, also of a run that fails', async () => {
    const path = join(folder, 'failed.json');
    const { result } = await copy({ target: as(target, 'no-restore') }, 3, '--report', path);
    const { default: report } = (await import(path, { with: { type: 'json' } })) as { default: unknown };
    expect(report).toEqual(result);
    expect(readdirSync(folder)).toEqual(['failed.json']);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });
});
