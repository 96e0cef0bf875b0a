import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../src/core/model/route';
import { HELP } from '../src/node/help';
import { fillDataset } from './lab/dataset/fillDataset';
import type { FillReport } from './lab/dataset/fillReport';
import { freePort } from './lab/servers/freePort';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { misfits } from './docs/checkReportSchema';
import { documentOf, expectExit, runCli, startCli, toldBy } from './node/runCli';
import { VERSION } from './node/version';

let source: RunningServer;
let target: RunningServer;
let filled: FillReport;
let folder: string;
let ends: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-contract-'));
  source = await startServer({ server: 'redis-8.0', debugCommand: true });
  target = await startServer({ server: 'valkey-8.1' });
  filled = await fillDataset(await source.client(), { seed: 'contract', keys: 400 });
  ends = ['--source', source.url, '--target', target.url];
});

afterAll(async () => {
  await source.stop();
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
});

const redis8 = { product: 'redis', version: expect.stringMatching(/^8\.0\./) as string, rdbVersion: 12 };
const valkey8 = { product: 'valkey', version: expect.stringMatching(/^8\.1\./) as string, rdbVersion: 11 };
const anyNumber = expect.any(Number) as number;
const anyText = expect.any(String) as string;
const fieldTtls = (): { kind: string; count: number }[] => [
  { kind: 'hash-field-ttl', count: filled.hashesWithFieldTtl },
];

describe('help and usage', () => {
  it.each([[['--help']], [['-h']], [['help']], [['copy', '--help']]])(
    '%j prints the help on stdout',
    async (args) => {
      const run = expectExit(await runCli(args), 0);
      expect(run.stdout).toBe(HELP);
      expect(run.stderr).toBe('');
      for (const name of [
        'copy',
        'check --help',
        'verify',
        'check',
        'ECM_SOURCE_PASSWORD',
        '--on-conflict',
        '130',
      ]) {
        expect(HELP).toContain(name);
      }
    },
  );

  it.each<[string[], RegExp]>([
    [[], /there is no command/],
    [['move'], /not one of copy, verify, check/],
    [['copy', 'verify'], /more than one command/],
    [['copy'], /--source is missing/],
    [['copy', '--source', 'redis://h'], /--target is missing/],
    [['copy', '--source', 'redis://h', '--target'], /--target lacks its value/],
    [['copy', '--sourc', 'redis://h'], /--sourc is not known; --source is/],
    [
      ['copy', '--source', 'redis://h', '--target', 'redis://h', '--on-conflict', 'ask'],
      /replace, skip, fail/,
    ],
    [['copy', '--source', 'redis://h', '--target', 'redis://h', '--match', ''], /--match is empty/],
    [['copy', '--source', 'redis://h', '--target', 'redis://h', '--report', ''], /--report is empty/],
    [
      ['verify', '--source', 'redis://h', '--target', 'redis://h', '--sample', '1'],
      /verify does not take --sample/,
    ],
    [['check', '--source', 'redis://h', '--report', 'x'], /check does not take --report/],
    [['check', '--source', 'h:6379'], /redis:\/\/ or rediss:\/\//],
    [['check', '--source', 'redis://'], /no host|not a URL/],
    [['check', '--source', 'redis://h:70000'], /not a URL|port/],
    [['check', '--source', 'redis://h/one'], /number of a database/],
    [['check', '--source', 'redis://%zz@h'], /% that is not an escape|not a URL/],
  ])('%j exits with 2 and says why, on stderr alone', async (args, message) => {
    const run = expectExit(await runCli(args), 2);
    expect(run.stdout).toBe('');
    // One message, of one line, that ends in a next step.
    expect(run.stderr).toMatch(
      /^Could not read the (command line|address of the (source|target)): [^\n]+\. (Run|Write) [^\n]+\n$/,
    );
    expect(run.stderr).toMatch(message);
  });

  it('has a document of the failure, where documents are wanted', async () => {
    const run = expectExit(await runCli(['copy', '--json']), 2);
    const message = run.stderr.trim();
    expect(message).toMatch(/--source is missing/);
    expect(documentOf(run)).toEqual({ status: 'failed', failure: { code: 'usage', message } });
  });

  it('tells its version', async () => {
    expect(expectExit(await runCli(['--version']), 0)).toMatchObject({ stdout: `${VERSION}\n`, stderr: '' });
  });

  it('warns of a password on the command line, and still works', async () => {
    const withPassword = source.url.replace('redis://', 'redis://:not-needed@');
    const run = expectExit(await runCli(['check', '--source', withPassword, '--json']), 0);
    expect(run.stderr).toMatch(
      /^Warning: The source's password stands on the command line.*ECM_SOURCE_PASSWORD/,
    );
    // And says in our words, once, that it was given in vain.
    const [, second, ...rest] = run.stderr.trimEnd().split('\n');
    expect(second).toBe('Warning: A password was given for the source, which needs none.');
    expect(rest).toEqual([]);
    expect(documentOf(run)).toMatchObject({ status: 'ready' });
  });
});

describe('documents', () => {
  it('check', async () => {
    const run = expectExit(await runCli(['check', ...ends, '--json']), 0);
    expect(run.stderr).toBe('');
    expect(misfits(documentOf(run))).toEqual([]);
    const span = { least: anyNumber, most: anyNumber };
    const profile = {
      runId: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      replicationId: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      mode: 'standalone',
      role: 'primary',
      databaseLimit: 16,
      evictedKeys: expect.any(Number) as number,
      usedMemory: anyNumber,
      maxMemory: 0,
      maxMemoryPolicy: 'noeviction',
      modules: expect.any(Array) as string[],
      clockOffset: anyNumber,
      clockError: anyNumber,
    };
    expect(documentOf(run)).toEqual({
      status: 'ready',
      profile: {
        source: {
          ...profile,
          ...redis8,
          keys: filled.keys,
          functionLibraries: 2,
          databases: [...filled.byDatabase]
            .sort(([a], [b]) => a - b)
            .map(([index, keys]) => ({ index, keys, expiring: anyNumber, hashesWithFieldTtl: anyNumber })),
        },
        target: { ...profile, ...valkey8, keys: 0, databases: [], functionLibraries: 0 },
      },
      facts: {
        source: expect.objectContaining({
          tls: false,
          modules: [{ name: 'vectorset', version: 1 }],
        }) as object,
        target: expect.objectContaining({ tls: false, modules: [] }) as object,
      },
      places: {
        source: expect.objectContaining({ kind: 'self-managed' }) as object,
        target: expect.objectContaining({ kind: 'self-managed' }) as object,
      },
      sample: expect.objectContaining({ keys: filled.keys, complete: true, endedBy: 'end' }) as object,
      rehearsal: null,
      plainRestoreRefused: true,
      kinds: { counts: expect.any(Array) as unknown[], sampled: filled.keys, complete: true },
      losses: [
        { kind: 'hash-field-ttl', count: filled.hashesWithFieldTtl + filled.hashesWithRemovedFieldTtl },
      ],
      findings: expect.arrayContaining([
        expect.objectContaining({
          rule: 'rdb.version',
          severity: 'info',
          message: anyText,
          evidence: anyText,
          fix: anyText,
          docs: expect.stringMatching(/^https:/) as string,
        }),
      ]) as unknown[],
      routes: ROUTES.map((route) => ({
        route,
        verdict: expect.stringMatching(/^(ready|risky|blocked)$/) as string,
        reasons: expect.any(Array) as string[],
        steps: expect.any(Array) as string[],
        estimate: { duration: span, downtime: span, basis: anyText },
        cost: anyText,
      })),
      recommended: anyText,
      because: anyText,
      nodeTypes: expect.any(Array) as unknown[],
    });
    const alone = documentOf(expectExit(await runCli(['check', '--source', source.url, '--json']), 0));
    expect(misfits(alone)).toEqual([]);
    expect(alone).toMatchObject({
      profile: { target: null },
      plainRestoreRefused: null,
      findings: [],
      losses: [],
      routes: [],
      recommended: null,
    });
  });

  it('check as Markdown and as SARIF, and its exit code by severity', async () => {
    const markdown = expectExit(await runCli(['check', ...ends, '--markdown']), 0).stdout;
    expect(markdown).toMatch(/^# Check\n/);
    expect(markdown).toContain('Rule `rdb.version`: <https://');
    const strict = expectExit(await runCli(['check', ...ends, '--sarif', '--fail-on', 'warning']), 1);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'elasticache-migrator', version: VERSION } } }],
    });
  });

  it('copy, also as the report', async () => {
    const report = join(folder, 'copy.json');
    const run = expectExit(await runCli(['copy', ...ends, '--report', report, '--json']), 1);
    expect(toldBy(run)).toBe('');
    const document = documentOf(run);
    expect(document).toEqual({
      status: 'incomplete',
      seconds: anyNumber,
      keys: {
        scanned: filled.keys,
        copied: filled.keys,
        skipped: 0,
        excluded: 0,
        expired: 0,
        quarantined: 0,
      },
      bytes: anyNumber,
      functions: 2,
      losses: fieldTtls(),
      quarantine: [],
      source: redis8,
      target: valkey8,
      run: expect.stringMatching(/^\d{8}-\d{6}-\w{4}$/) as string,
    });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(document);
    expect(statSync(report).mode & 0o077).toBe(0);
  });

  it('verify, also as the report', async () => {
    const report = join(folder, 'verify.json');
    const run = expectExit(await runCli(['verify', ...ends, '--report', report, '--json']), 1);
    const document = documentOf(run);
    expect(document).toEqual({
      status: 'incomplete',
      seconds: anyNumber,
      keys: {
        compared: filled.keys,
        equal: filled.keys,
        different: 0,
        changing: 0,
        extra: 0,
        expired: 0,
        excluded: 0,
        repaired: 0,
        deleted: 0,
      },
      mode: 'full',
      repairedFunctions: 0,
      losses: fieldTtls(),
      differences: [],
      differencesTotal: 0,
      source: redis8,
      target: valkey8,
    });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(document);
  });

  it('of runs that fail have the same shape, with the failure', async () => {
    const closed = `redis://127.0.0.1:${String(await freePort())}`;
    const failure = { code: 'connect.refused', message: anyText };
    const zeros = (...names: string[]): Record<string, number> =>
      Object.fromEntries(names.map((name) => [name, 0]));
    const args = ['--source', source.url, '--target', closed, '--json'];
    expect(documentOf(expectExit(await runCli(['copy', ...args]), 3))).toEqual({
      status: 'failed',
      seconds: anyNumber,
      keys: zeros('scanned', 'copied', 'skipped', 'excluded', 'expired', 'quarantined'),
      ...zeros('bytes', 'functions'),
      losses: [],
      quarantine: [],
      source: null,
      target: null,
      failure,
    });
    expect(documentOf(expectExit(await runCli(['verify', ...args]), 3))).toEqual({
      status: 'failed',
      seconds: anyNumber,
      keys: zeros(
        'compared',
        'equal',
        'different',
        'changing',
        'extra',
        'expired',
        'excluded',
        'repaired',
        'deleted',
      ),
      mode: 'full',
      repairedFunctions: 0,
      losses: [],
      differences: [],
      differencesTotal: 0,
      source: null,
      target: null,
      failure,
    });
    expect(documentOf(expectExit(await runCli(['check', ...args]), 3))).toEqual({
      status: 'failed',
      failure,
    });
  });
});

describe('text', () => {
  it('is for people: the result on stdout, numbers grouped, losses told', async () => {
    const check = expectExit(await runCli(['check', ...ends]), 0);
    expect(check.stdout).toMatch(
      /^Check: nothing stands in the way, but something will be lost\.\nredis 8\.0.* -> valkey 8\.1.*\n/,
    );
    expect(check.stdout).toMatch(/WARNING Up to \d+ hashes will lose field TTLs[^[]*\[hash\.fieldTtl\]/);
    const copy = expectExit(await runCli(['copy', ...ends]), 1);
    expect(copy.stdout).toMatch(/^Copy: finished, but something was lost/);
    expect(copy.stdout).toMatch(/hashes lost field TTLs: the target has none/);
    const verify = expectExit(await runCli(['verify', ...ends]), 1);
    expect(verify.stdout).toMatch(/\n0 differences\nDeclared loss, not counted as different: /);
    for (const run of [check, copy, verify]) {
      expect(toldBy(run)).toBe('');
      expect(run.stdout.includes('\u001b')).toBe(false);
    }
  });

  it('of a failure is told once, where errors are', async () => {
    const closed = `redis://127.0.0.1:${String(await freePort())}`;
    for (const command of ['copy', 'verify']) {
      const run = expectExit(await runCli([command, '--source', source.url, '--target', closed]), 3);
      expect(run.stdout).toMatch(/^(Copy|Verify): failed \(/);
      expect(run.stdout).not.toContain('nothing listens');
      expect(run.stderr).toMatch(/^Could not connect to the target .*nothing listens on that port[^\n]*\n$/);
    }
  });

  it('of progress is plain lines on stderr, without control characters, where that is no terminal', async () => {
    await using slow = await startServer({ server: 'valkey-8.1' });
    const args = ['copy', '--source', source.url, '--target', slow.url, '--json'];
    const client = await slow.client();
    // Writes wait until the pause is over, so that the run lasts longer than the time between two lines.
    await client.call('CLIENT', 'PAUSE', '5600', 'WRITE');
    const { done } = await startCli(args);
    await sleep(100);
    const run = expectExit(await done, 1);
    expect(toldBy(run)).toMatch(/^Copying: \d+ % · [\d,]+ of [\d,]+ keys[^\n]*\n$/);
    expect(/\p{Cc}/u.test(toldBy(run).replaceAll('\n', ''))).toBe(false);
    expect(documentOf(run)).toMatchObject({ keys: { copied: filled.keys } });
  });

  it('that nobody reads any more harms neither the run nor its report', async () => {
    const report = join(folder, 'unread.json');
    const { child, done } = await startCli(['verify', ...ends, '--report', report]);
    child.stdout?.destroy();
    const run = expectExit(await done, 1);
    expect(toldBy(run)).toBe('');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ keys: { equal: filled.keys } });
  });
});
