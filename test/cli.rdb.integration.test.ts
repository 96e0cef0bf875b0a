import {
  createWriteStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../src/core/model/checkReport';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';

let folder: string;
let target: RunningServer;
/** A file of Redis 8.0.2, with field TTLs, vector sets, functions, and keys in four databases. */
let redis8: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-cli-rdb-'));
  target = await startServer({ server: 'valkey-8.1' });
  redis8 = written('redis-8.rdb', fixture('redis-8.0.2'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await target.stop();
});

function fixture(name: string): Buffer {
  return gunzipSync(readFileSync(new URL(`fixtures/rdb/${name}.rdb.gz`, import.meta.url)));
}

function written(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function reportOf(code: number, ...args: string[]): Promise<CheckReport> {
  return documentOf(expectExit(await runCli(['check', ...args, '--json']), code)) as CheckReport;
}

it('judges a file against a running server: every figure is exact, and what the file cannot tell is null', async () => {
  const report = await reportOf(1, '--rdb', redis8, '--target', target.url);
  expect(report.profile.source).toMatchObject({
    ...{ product: 'redis', version: '8.0.2', rdbVersion: 12, mode: 'standalone', keys: 68 },
    ...{ functionLibraries: 2, modules: ['vectorset'], role: null, maxMemory: null, databaseLimit: null },
  });
  expect(report.facts.source).toBeNull();
  expect(report.file).toMatchObject({
    ...{ rdbVersion: 12, writerTold: true, checked: true, tailBytes: 0, ofCluster: false, expiredKeys: 0 },
    valueTypes: { 0: 28, 7: 3, 24: 2, 25: 2 },
  });
  expect(report.sample).toMatchObject({ keys: 68, complete: true, sizesBy: 'file', streamsWithGroups: 3 });
  expect(report.losses).toEqual([{ kind: 'hash-field-ttl', count: 3 }]);
  const blocking = (route: string): string[] =>
    report.findings.flatMap((one) => (one.blocks?.some((blocked) => blocked === route) ? [one.rule] : []));
  expect(blocking('file-import')).toEqual(expect.arrayContaining(['rdb.version', 'module.types']));
  expect(blocking('live-copy')).toContain('file.source');
  const rules = report.findings.map(({ rule }) => rule);
  expect(rules).not.toContain('online.unknown');
  expect(rules).not.toContain('seed.unknown');
});

it('a file that the target reads is loaded by it, and the steps say how', async () => {
  const file = written("o'ld file.rdb", fixture('redis-7.0.15'));
  const report = await reportOf(0, '--rdb', file, '--target', target.url);
  expect(report.recommended).toBe('file-import');
  const steps = report.routes.find(({ route }) => route === 'file-import')?.steps.join('\n');
  expect(steps).toContain(`cp '${folder}/o'\\''ld file.rdb' DIR/dump.rdb`);
  const copy = report.routes.find(({ route }) => route === 'copy');
  expect(copy?.steps.join('\n')).toContain(`--source redis://127.0.0.1:6380 --target ${target.url}`);
});

it('meets a cache that is yet to be created: created from the file, or blocked by its version', async () => {
  const old = written('old.rdb', fixture('redis-7.0.15'));
  const takes = await reportOf(0, '--rdb', old, '--new-target', 'valkey-8.2');
  expect(takes.recommended).toBe('seed-from-rdb');
  const refuses = await reportOf(1, '--rdb', redis8, '--new-target', 'valkey-8.2');
  expect(refuses.routes.find(({ route }) => route === 'seed-from-rdb')).toMatchObject({ verdict: 'blocked' });
});

it('without a target it tells what each engine version of ElastiCache makes of the file', async () => {
  const { engines = [], routes } = await reportOf(0, '--rdb', written('b.rdb', fixture('redis-7.0.15')));
  expect(routes).toEqual([]);
  const seeds = Object.fromEntries(
    engines.map(({ product, version, seed }) => [`${product} ${version}`, seed]),
  );
  expect(seeds).toMatchObject({ 'valkey 9.1': 'risky', 'valkey 7.2': 'risky', 'redis 6.2': 'blocked' });
  const text = expectExit(await runCli(['check', '--rdb', join(folder, 'b.rdb')]), 0).stdout;
  expect(text).toMatch(/^ {2}Redis 6\.2 +blocked +blocked +functions\.support/m);
  // Its field TTLs are kept by Valkey 9 only.
  const losing = expectExit(await runCli(['check', '--rdb', redis8]), 0).stdout.replace(/\s+/g, ' ');
  expect(losing).toMatch(/Valkey 8\.2 [^V]*3 hashes lose field TTLs/);
  expect(losing).not.toMatch(/Valkey 9\.1 [^V]*hashes lose/);
});

it('tells it as Markdown and as SARIF, and --fail-on counts', async () => {
  const markdown = expectExit(await runCli(['check', '--rdb', redis8, '--markdown']), 0).stdout;
  expect(markdown).toContain('RDB version 12, written ');
  const args = ['check', '--rdb', redis8, '--sarif', '--fail-on', 'warning'];
  const sarif = expectExit(await runCli(args), 1).stdout;
  expect(JSON.parse(sarif)).toMatchObject({ runs: [{ results: [{ ruleId: 'file.moment' }] }] });
});

describe('refuses what is no whole RDB file', () => {
  it.each([
    ['empty', () => written('e', ''), /it is empty/],
    ['a text', () => written('t', 'save 3600 1\n'), /it begins neither with REDIS nor with VALKEY/],
    ['an append-only file', () => written('a', '*1\r\n$4\r\nPING\r\n'), /it is an append-only file/],
    ['gzip', () => new URL('fixtures/rdb/redis-8.0.2.rdb.gz', import.meta.url).pathname, /gunzip -k/],
    ['a folder', () => folder, /: it is a folder/],
    ['missing', () => join(folder, 'none.rdb'), /ENOENT/],
    [
      'cut off',
      () => written('c', fixture('redis-8.0.2').subarray(0, 70_000)),
      /it ends at byte 70000, after \d+ whole keys/,
    ],
    [
      'damaged',
      () => {
        const bytes = fixture('redis-8.0.2');
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        return written('d', bytes);
      },
      /its checksum is not that of its content/,
    ],
  ])('%s', async (_, file, why) => {
    const run = expectExit(await runCli(['check', '--rdb', file(), '--json']), 3);
    expect(run.stderr).toMatch(why);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'failed', failure: { code: /^file\./ } });
  });
});

describe('a file of 240 MB', () => {
  let large: string;

  beforeAll(async () => {
    large = join(folder, 'large.rdb');
    await writeLarge(large);
  });

  it('is read in the memory that the program takes anyway', async () => {
    const { child, done } = await startCli(['check', '--rdb', large, '--json']);
    let peak = 0;
    const sampling = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
        peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024);
      } catch {
        // It has ended.
      }
    }, 20);
    const report = documentOf(expectExit(await done, 0)) as CheckReport;
    clearInterval(sampling);
    expect(report.sample).toMatchObject({ keys: 1 + 1_200 * 101, complete: true });
    expect(report.sample?.largest[0]).toMatchObject({ kind: 'string', bytes: 120_000_000 });
    expect(peak).toBeGreaterThan(40e6);
    expect(peak).toBeLessThan(110e6);
  });

  it('is left at once when that is asked', async () => {
    const { child, done } = await startCli(['check', '--rdb', large, '--json']);
    await expect.poll(() => holdsOpen(child.pid, large), { interval: 5, timeout: 10_000 }).toBe(true);
    child.kill('SIGINT');
    const run = await done;
    expect(JSON.parse(run.stdout)).toEqual({ status: 'cancelled' });
    expect(run.code).toBe(130);
  });
});

function holdsOpen(pid: number | undefined, file: string): boolean {
  const open = `/proc/${String(pid)}/fd`;
  return readdirSync(open).some((one) => {
    try {
      return readlinkSync(join(open, one)) === file;
    } catch {
      return false;
    }
  });
}

/** A string of 120 MB, then 1,200 times 100 small strings and a hash of 90 kB; without a checksum. */
async function writeLarge(file: string): Promise<void> {
  const key = (type: number, name: string): Buffer =>
    Buffer.concat([Buffer.from([type, name.length]), Buffer.from(name)]);
  const sized = (bytes: number): Buffer => {
    const length = Buffer.alloc(5, 0x80);
    length.writeUInt32BE(bytes, 1);
    return length;
  };
  const field = Buffer.concat([sized(400), Buffer.alloc(400, 'f'), sized(500), Buffer.alloc(500, 'v')]);
  const block = Buffer.concat([
    ...Array.from({ length: 100 }, (_, index) =>
      Buffer.concat([key(0, `user:${String(index)}`), Buffer.from([60]), Buffer.alloc(60, 's')]),
    ),
    ...[key(4, 'cart:1'), Buffer.from([0x40, 100]), ...Array.from({ length: 100 }, () => field)],
  ]);
  const out = createWriteStream(file);
  out.write(Buffer.concat([Buffer.from('REDIS0011'), key(0, 'large'), sized(120_000_000)]));
  const zeros = Buffer.alloc(1_000_000);
  for (let part = 0; part < 120; part++) if (!out.write(zeros)) await once(out, 'drain');
  for (let part = 0; part < 1_200; part++) if (!out.write(block)) await once(out, 'drain');
  out.end(Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 0]));
  await once(out, 'finish');
}
