import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Signal } from '../../src/app/desk/signal';
import type { CopyOrder } from '../../src/core/copy/carryOut';
import type { CopyPlan } from '../../src/core/copy/plan';
import type { Progress } from '../../src/core/model/progress';
import type { CopyResult } from '../../src/core/model/run';
import type { EndsLatency } from '../../src/core/model/runDetail';
import { copyThread } from '../../src/node/copyThread';
import { fillDataset } from '../lab/dataset/fillDataset';
import type { RunningServer } from '../lab/servers/runningServer';
import { startCluster } from '../lab/servers/startCluster';
import type { RunningCluster } from '../lab/servers/startCluster';
import { startServer } from '../lab/servers/startServer';
import { copyBetween } from '../redis/cluster/clusterRuns';
import { noToken } from './noToken';

// What a window shows of a copy while it goes, from the thread between real servers.

const KEYS = 3_000;

let folder: string;
let worker: string;
let source: RunningCluster;
let target: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-detail-'));
  worker = join(folder, 'copyWorker.cjs');
  const entryPoints = [fileURLToPath(new URL('../../src/copyWorker.ts', import.meta.url))];
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'cjs' });
  source = await startCluster({ server: 'redis-8.0', masters: 3, replicas: 0 });
  target = await startServer({ server: 'valkey-8.1', databases: 1 });
  const [node] = source.nodes as [RunningServer];
  const alone = await target.client();
  await fillDataset(alone, { seed: 'detail', keys: KEYS });
  expect(await copyBetween(target, node)).toMatchObject({ status: 'done' });
  await alone.flushall();
});
afterAll(async () => {
  await source.stop();
  await target.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Seen {
  readonly shown: Progress[];
  readonly latencies: EndsLatency[];
  result?: CopyResult;
}

/** Copies in a thread. @param onShown told each progress, and by what to change the pace */
async function copied(
  plan: CopyPlan,
  onShown: (progress: Progress, pacing: Signal<number | null>, seen: Seen) => void = () => undefined,
): Promise<Seen> {
  const [node] = source.nodes;
  const end = (label: string, port = 0): CopyOrder['source'] => ({
    label,
    address: { host: '127.0.0.1', port, tls: false },
  });
  const order = { plan, source: end('orders', node?.port), target: end('orders-valkey', target.port) };
  const pacing = new Signal<number | null>();
  const seen: Seen = { shown: [], latencies: [] };
  const never = new AbortController().signal;
  for await (const event of copyThread(worker, folder, noToken)(
    order,
    never,
    new Signal<boolean>(),
    pacing,
  )) {
    if (event.kind === 'latency') seen.latencies.push(event.latency);
    if (event.kind === 'finished') seen.result = event.result;
    if (event.kind !== 'progress') continue;
    seen.shown.push(event.progress);
    onShown(event.progress, pacing, seen);
  }
  return seen;
}

test('tells what came of each shard, and how long both ends take to answer', async () => {
  const { shown, latencies, result } = await copied({ onConflict: 'replace', keysPerSecond: 1_200 });
  expect(result).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  const addresses = source.nodes.map(({ port }) => `127.0.0.1:${String(port)}`).sort();
  const first = shown.find(({ detail }) => detail !== undefined)?.detail;
  expect(first?.parts.map(({ node }) => node)).toEqual(addresses);
  for (const { phase, keys, detail } of shown) {
    if (phase !== 'keys' || detail === undefined) continue;
    expect(detail.parts.reduce((sum, part) => sum + part.keys, 0)).toBe(keys.scanned);
  }
  const last = shown.at(-1)?.detail?.parts ?? [];
  expect(last.reduce((sum, { keys }) => sum + keys, 0)).toBe(KEYS);
  expect(last.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(result?.bytes);
  for (const { keys, total } of last) expect([keys > 500, keys]).toEqual([true, total]);
  // The copy takes more than two seconds, and is asked about once a second.
  expect(latencies.length).toBeGreaterThan(0);
  for (const { source: from, target: to } of latencies) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeGreaterThanOrEqual(0);
  }
});

test('names what is not copied, by reason, while it goes', async () => {
  const { shown, result } = await copied({ onConflict: 'fail' });
  expect(result).toMatchObject({ status: 'incomplete', keys: { quarantined: KEYS } });
  const named = (library: boolean) =>
    result?.quarantine.filter(({ type }) => (type === 'function') === library).map(({ key }) => key) ?? [];
  expect(shown.at(-1)?.detail?.errors).toEqual([
    {
      reason: 'the target already holds this key',
      count: KEYS,
      examples: named(false).slice(0, 5),
    },
    {
      reason: 'the target already holds this library',
      count: named(true).length,
      examples: named(true),
    },
  ]);
});

test('goes at another pace as soon as it is told to', async () => {
  let told = false;
  // At this pace it would take five minutes.
  const plan = { onConflict: 'replace', keysPerSecond: 10 } as const;
  const { result } = await copied(plan, ({ keys }, pacing) => {
    if (keys.scanned < 2 || told) return;
    told = true;
    pacing.fire(null);
  });
  expect(told).toBe(true);
  expect(result).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  expect(result?.seconds).toBeLessThan(60);
});

test('says that nothing comes forward while the target is frozen', async () => {
  let frozen = false;
  const plan = { onConflict: 'replace', keysPerSecond: 800 } as const;
  const { shown, result } = await copied(plan, ({ keys, rate, secondsLeft }) => {
    if (!frozen && keys.scanned > 200 && rate > 0) {
      frozen = true;
      target.pause();
    } else if (frozen && rate === 0 && secondsLeft === null) target.resume();
  });
  expect(frozen).toBe(true);
  expect(result).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  expect(shown.some(({ phase, rate }) => phase === 'keys' && rate === 0)).toBe(true);
});
