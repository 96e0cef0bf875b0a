import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { VerifyResult } from '../src/core/model/verification';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, startCli } from './node/runCli';
import type { CliRun, StartedCli } from './node/runCli';

const KEYS = 300_000;

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await populated();
});

beforeEach(async () => {
  target = await startServer({ server: 'valkey-8.1' });
  return () => target.stop();
});

afterAll(async () => {
  await source.stop();
});

/** A server with enough keys that a copy takes some seconds. */
async function populated(): Promise<RunningServer> {
  const server = await startServer({ server: 'redis-8.0', debugCommand: true });
  const client = await server.client();
  await client.call('DEBUG', 'POPULATE', KEYS, 'key', 100);
  return server;
}

/** Starts a copy and waits until it has written some thousand keys. */
async function midCopy(
  from: RunningServer,
  ...options: string[]
): Promise<StartedCli & { readonly watcher: Redis }> {
  const watcher = await target.client();
  const started = await startCli([
    ...['copy', '--source', from.url, '--target', target.url, '--json', ...options],
  ]);
  while ((await watcher.dbsize()) < 3000) await sleep(5);
  return { ...started, watcher };
}

/** Waits until the program is under way, which can take a while on a busy machine: it has connected to the source. */
async function connected(): Promise<void> {
  const client = await source.client();
  while (!String(await client.call('CLIENT', 'LIST')).includes('name=elasticache-migrator')) await sleep(10);
  await sleep(100);
}

function resultOf(run: CliRun): CopyResult {
  const result = documentOf(run) as CopyResult;
  expect(result.keys.copied).toBeGreaterThan(0);
  expect(result.keys.copied).toBeLessThan(KEYS);
  return result;
}

describe('Ctrl+C and SIGTERM', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends a copy within a second and says what was copied',
    async (signal) => {
      const { child, done, watcher } = await midCopy(source);
      const begin = Date.now();
      child.kill(signal);
      const run = expectExit(await done, 130);
      expect(Date.now() - begin).toBeLessThan(1500);
      const result = resultOf(run);
      expect(result).toMatchObject({ status: 'cancelled', quarantine: [], losses: [] });
      expect(result.failure).toBeUndefined();
      // What is under way at that moment may have been written without its answer being heard.
      const written = await watcher.dbsize();
      expect(result.keys.copied).toBeLessThanOrEqual(written);
      expect(written - result.keys.copied).toBeLessThanOrEqual(4 * 512);
      await sleep(100);
      expect(await watcher.dbsize()).toBe(written);
    },
  );

  it('ends a copy whose target is frozen just as fast', async () => {
    const { child, done } = await midCopy(source);
    target.pause();
    await sleep(300);
    const begin = Date.now();
    child.kill('SIGINT');
    const run = expectExit(await done, 130);
    target.resume();
    expect(Date.now() - begin).toBeLessThan(1500);
    expect(resultOf(run).status).toBe('cancelled');
  });

  it('ends a copy whose target does not answer the connection', async () => {
    target.pause();
    const { child, done } = await startCli([
      'copy',
      '--source',
      source.url,
      '--target',
      target.url,
      '--json',
    ]);
    await connected();
    const begin = Date.now();
    child.kill('SIGINT');
    expect(documentOf(expectExit(await done, 130))).toMatchObject({
      status: 'cancelled',
      keys: { copied: 0 },
    });
    expect(Date.now() - begin).toBeLessThan(1500);
    target.resume();
  });

  it('leaves nothing beside the report when the second one ends the program on the spot', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ecm-interrupted-'));
    target.pause();
    const ends = ['--source', source.url, '--target', target.url];
    const { child, done } = await startCli(['copy', ...ends, '--report', join(folder, 'report.json')]);
    await connected();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.partial$/)]);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expectExit(await done, 130);
    target.resume();
    // Whether the first one came through all the way or not: no half of a report.
    expect(readdirSync(folder).filter((name) => name !== 'report.json')).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('ends a verification and a check', async () => {
    for (const [command, status] of [
      ['verify', 'cancelled'],
      ['check', 'cancelled'],
    ] as const) {
      target.pause();
      const { child, done } = await startCli([
        command,
        '--source',
        source.url,
        '--target',
        target.url,
        '--json',
      ]);
      await connected();
      child.kill('SIGINT');
      expect((documentOf(expectExit(await done, 130)) as VerifyResult).status).toBe(status);
      target.resume();
    }
  });
});

describe('an end that is lost half-way', () => {
  it('says so of the target, and what was copied', async () => {
    const { done } = await midCopy(source, '--retry-for', '0');
    await target.kill();
    const result = resultOf(expectExit(await done, 3));
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'connect.lost' } });
    // Which of them depends on whether the target died with something unread.
    expect(result.failure?.message).toMatch(
      /Lost the target .*: the (connection was lost|server closed the connection)/,
    );
  });

  it('says so of the source', async () => {
    const doomed = await populated();
    const { done } = await midCopy(doomed, '--retry-for', '1');
    await doomed.kill();
    const result = resultOf(expectExit(await done, 3));
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'connect.lost' } });
    expect(result.failure?.message).toMatch(
      /Lost the source .*, and 1 s of waiting did not help\. Check that the server runs/,
    );
  });
});

describe('a target that fills up', () => {
  it('stops the copy, and says what was copied', async () => {
    const client = await target.client();
    const used = Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);
    await client.config('SET', 'maxmemory', used + 12_000_000, 'maxmemory-policy', 'noeviction');
    const { done } = await midCopy(source, '--retry-for', '2');
    const run = expectExit(await done, 3);
    const result = resultOf(run);
    expect(run.stderr).toContain('waiting for the target: it is full (maxmemory)…');
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'server.memory' } });
    expect(result.failure?.message).toMatch(
      /it is full.*and 2 s of waiting did not help.*Raise maxmemory or choose a larger node, then run again/,
    );
    expect(result.keys.copied).toBe(await client.dbsize());
    expect(result.quarantine).toEqual([]);
  });
});
