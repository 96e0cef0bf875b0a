import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import { compareDatasets } from './lab/dataset/compareDatasets';
import { fillDataset } from './lab/dataset/fillDataset';
import { createPrng } from './lab/dataset/prng';
import { readDataset } from './lab/dataset/readDataset';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';
import type { CliRun } from './node/runCli';

const KEYS = 6_000;
/** Slow enough that a copy takes longer than the moments at which it is killed. */
const PACE = '2500';

let folder: string;
let env: Record<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-resume-'));
  env = { XDG_STATE_HOME: folder };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ends = (source: RunningServer, target: RunningServer): string[] => [
  ...['--source', source.url, '--target', target.url],
];

function runOf({ stderr }: CliRun): string | undefined {
  return /^Run ([\w-]+)\./m.exec(stderr)?.[1];
}

/** What a report says of the keys, however often the run was interrupted. */
function counted({ keys, bytes, functions, losses, quarantine }: CopyResult): unknown {
  const sorted = [...quarantine].sort((one, other) => (one.key < other.key ? -1 : 1));
  return { keys, bytes, functions, losses, quarantine: sorted };
}

/** Runs until it is killed after some milliseconds, counted from when it says that it can be resumed. */
async function killed(args: readonly string[], after: number, signal: NodeJS.Signals): Promise<CliRun> {
  const { child, done } = await startCli(args, { env });
  child.stderr?.once('data', () => {
    setTimeout(() => child.kill(signal), after);
  });
  return done;
}

/** Copies with interruptions at random moments, resuming each time; at last to the end. */
async function copyInterrupted(
  args: readonly string[],
  seed: string,
  kills: number,
): Promise<{ result: CopyResult; hits: number }> {
  const prng = createPrng(seed);
  let run: string | undefined;
  let hits = 0;
  for (let kill = 0; kill < kills; kill++) {
    const again = run === undefined ? args : ['copy', '--resume', run];
    // Two of the moments lie before anything is written or soon after, the others anywhere.
    const after = kill % 5 < 2 ? prng.between(0, 60) : prng.between(60, 1400);
    const ended = await killed([...again, '--json', '--rate-keys', PACE], after, 'SIGKILL');
    run ??= runOf(ended);
    if (ended.code === null) hits++;
    else return { result: documentOf(ended) as CopyResult, hits };
  }
  const again = run === undefined ? args : ['copy', '--resume', run];
  const last = await runCli([...again, '--json', '--rate-keys', '1000000'], { env });
  return { result: documentOf(last) as CopyResult, hits };
}

describe('kill -9 at random moments', () => {
  it.each([
    ['redis-6.0', 'redis-7.0.15', 'replace'],
    ['redis-8.0', 'valkey-8.1', 'replace'],
    ['valkey-9.1', 'redis-8.6', 'skip'],
    ['redis-7.0.15', 'valkey-9.1', 'fail'],
  ] as const)(
    'ends like a copy without: %s to %s (%s)',
    async (from, to, policy) => {
      const servers = await Promise.all([from, to, to].map((server) => startServer({ server })));
      const [source, target, other] = servers as [RunningServer, RunningServer, RunningServer];
      try {
        await fillDataset(await source.client(), { seed: `kill ${from}`, keys: KEYS });
        // A key that was there before is none of ours, however often the run begins.
        const name = await (await source.client()).callBuffer('RANDOMKEY');
        for (const one of [target, other]) {
          const client = await one.client();
          await client.set(name as Buffer, 'of the target');
          await client.set('a key of the target', 'its value');
        }
        const options = ['copy', '--on-conflict', policy];
        const whole = await runCli([...options, ...ends(source, other), '--json'], { env });
        const expected = documentOf(whole) as CopyResult;
        expect(expected.keys.scanned).toBeGreaterThanOrEqual(KEYS);
        const { result, hits } = await copyInterrupted([...options, ...ends(source, target)], from, 5);
        expect(hits).toBeGreaterThan(2);
        expect(result.status).toBe(expected.status);
        const { skipped, quarantined } = result.keys;
        expect([skipped, quarantined]).toEqual([policy === 'skip' ? 1 : 0, policy === 'fail' ? 1 : 0]);
        expect(counted(result)).toEqual(counted(expected));
        const left = await readDataset(await other.client());
        const tolerance = from === 'redis-6.0' ? { expiryToleranceMs: 50 } : {};
        expect(compareDatasets(left, await readDataset(await target.client()), tolerance)).toEqual([]);
      } finally {
        await Promise.all(servers.map((server) => server.stop()));
      }
    },
    120_000,
  );

  it('ends like a copy without, out of a cluster', async () => {
    const cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
    const target = await startServer({ server: 'valkey-8.1' });
    try {
      const clients = await Promise.all(cluster.masters.map((node) => node.client()));
      const { keys } = await fillDataset(clients, { seed: 'kill a cluster', keys: KEYS });
      const [first] = cluster.nodes;
      if (first === undefined) throw new Error('the cluster has no node');
      const { result, hits } = await copyInterrupted(['copy', ...ends(first, target)], 'cluster', 5);
      expect(hits).toBeGreaterThan(2);
      expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
      expect(result.keys).toMatchObject({ scanned: keys, copied: keys });
      const expected = await readDataset(clients);
      expect(compareDatasets(expected, await readDataset(await target.client()))).toEqual([]);
    } finally {
      await Promise.all([cluster.stop(), target.stop()]);
    }
  }, 120_000);
});

describe('a run that was interrupted', () => {
  const POPULATED = 20_000;

  async function pair(
    work: (source: RunningServer, target: RunningServer) => Promise<void>,
    port?: number,
  ): Promise<void> {
    const source = await populated(port);
    const target = await startServer({ server: 'valkey-8.1' });
    try {
      await work(source, target);
    } finally {
      await source.stop();
      await target.stop();
    }
  }

  async function populated(port?: number): Promise<RunningServer> {
    const server = await startServer({
      ...{ server: 'redis-8.0', debugCommand: true },
      ...(port === undefined ? {} : { port }),
    });
    await (await server.client()).call('DEBUG', 'POPULATE', POPULATED, 'key', 40);
    return server;
  }

  /** A copy that is interrupted when some of its keys are written and kept. */
  async function interrupted(
    source: RunningServer,
    target: RunningServer,
    signal: NodeJS.Signals,
    ...options: string[]
  ): Promise<CliRun> {
    const args = ['copy', ...ends(source, target), '--rate-keys', '5000', '--json', ...options];
    return killed(args, 1_500, signal);
  }

  it('by Ctrl+C is kept up to the last key, and says how to go on', async () => {
    await pair(async (source, target) => {
      const run = expectExit(await interrupted(source, target, 'SIGINT'), 130);
      const cancelled = documentOf(run) as CopyResult;
      expect(cancelled).toMatchObject({ status: 'cancelled', run: runOf(run) });
      const before = await (await target.client()).dbsize();
      expect(before).toBeLessThan(POPULATED);
      const second = await killed(
        ['copy', '--resume', cancelled.run ?? '', '--rate-keys', '5000'],
        700,
        'SIGTERM',
      );
      expect(expectExit(second, 130).stdout).toContain(
        `To go on where it ended: elasticache-migrator copy --resume ${cancelled.run ?? ''}\n`,
      );
      const client = await source.client();
      await client.call('CONFIG', 'RESETSTAT');
      const last = await runCli(
        ['copy', '--resume', cancelled.run ?? '', '--json', '--rate-keys', '1000000'],
        { env },
      );
      const result = documentOf(expectExit(last, 0)) as CopyResult;
      expect(result).toMatchObject({ status: 'done', keys: { scanned: POPULATED, copied: POPULATED } });
      expect(result.seconds).toBeGreaterThan(cancelled.seconds);
      expect(await (await target.client()).dbsize()).toBe(POPULATED);
      // What was copied is not read again.
      const dumps = Number(/cmdstat_dump:calls=(\d+)/.exec(await client.info('commandstats'))?.[1]);
      expect(dumps).toBeLessThan(POPULATED - before / 2);
    });
  });

  it('does not take its own keys for those of others', async () => {
    await pair(async (source, target) => {
      const client = await target.client();
      await client.set('key:7', 'of the target');
      const run = await interrupted(source, target, 'SIGKILL', '--on-conflict', 'fail');
      expect(await client.dbsize()).toBeGreaterThan(1000);
      // What was written after the last checkpoint comes again.
      const last = await runCli(['copy', '--resume', runOf(run) ?? '', '--json', '--rate-keys', '1000000'], {
        env,
      });
      const result = documentOf(expectExit(last, 1)) as CopyResult;
      expect(result.keys).toMatchObject({ scanned: POPULATED, copied: POPULATED - 1, quarantined: 1 });
      expect(await client.get('key:7')).toBe('of the target');
    });
  });

  it('reads a source that was restarted from the beginning, and says so', async () => {
    await pair(async (source, target) => {
      const run = await interrupted(source, target, 'SIGKILL');
      await source.stop();
      const restarted = await populated(source.port);
      const last = await runCli(['copy', '--resume', runOf(run) ?? '', '--json', '--rate-keys', '1000000'], {
        env,
      });
      await restarted.stop();
      const result = documentOf(expectExit(last, 0)) as CopyResult;
      const notice = expect.stringMatching(/^The source was restarted.*database 0 is read again/) as string;
      expect(result).toMatchObject({ status: 'done', keys: { scanned: POPULATED, copied: POPULATED } });
      expect(result.notices).toEqual([notice]);
      expect(last.stderr).toContain('The source was restarted');
      expect(await (await target.client()).dbsize()).toBe(POPULATED);
    });
  });

  it('copies everything again to a target that was restarted, and says so', async () => {
    await pair(async (source, target) => {
      const run = await interrupted(source, target, 'SIGKILL', '--on-conflict', 'skip');
      await target.stop();
      const restarted = await startServer({ server: 'valkey-8.1', port: target.port });
      const last = await runCli(['copy', '--resume', runOf(run) ?? '', '--json', '--rate-keys', '1000000'], {
        env,
      });
      const held = await (await restarted.client()).dbsize();
      await restarted.stop();
      expect(held).toBe(POPULATED);
      const result = documentOf(expectExit(last, 0)) as CopyResult;
      expect(result.keys).toMatchObject({ scanned: POPULATED, copied: POPULATED, skipped: 0 });
      expect(result.notices).toEqual([expect.stringMatching(/^The target was restarted/) as string]);
    });
  });

  it('is resumed by one process at once', async () => {
    await pair(async (source, target) => {
      const first = await interrupted(source, target, 'SIGKILL');
      const args = ['copy', '--resume', runOf(first) ?? '', '--rate-keys', '2000', '--json'];
      const { child, done } = await startCli(args, { env });
      const watcher = await target.client();
      const before = await watcher.dbsize();
      while ((await watcher.dbsize()) <= before) await sleep(10);
      const second = expectExit(await runCli(args, { env }), 3);
      expect(documentOf(second)).toMatchObject({ status: 'failed', failure: { code: 'run.underWay' } });
      expect(second.stderr).toMatch(/process \d+ is carrying it out/);
      child.kill('SIGINT');
      expectExit(await done, 130);
    });
  });
});
