import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Signal } from '../../src/app/desk/signal';
import type { CopyOrder, KeepOrder } from '../../src/core/copy/carryOut';
import type { CopyResult } from '../../src/core/model/run';
import { copyThread } from '../../src/node/copyThread';
import { runFolder } from '../../src/node/runFolder';
import { unfinishedRuns } from '../../src/node/unfinishedRuns';
import { compareDatasets } from '../lab/dataset/compareDatasets';
import { fillDataset } from '../lab/dataset/fillDataset';
import { readDataset } from '../lab/dataset/readDataset';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import { noToken } from './noToken';
import { expectExit, runCli, startCli } from './runCli';

// The extension's thread and the command line, each going on with what the other began.

const KEYS = 3_000;
const PASSWORD = 'planted-Qm31-secret';
const plan = { onConflict: 'replace', keysPerSecond: 1_500 } as const;

let folder: string;
let env: Record<string, string>;
let worker: string;
let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-both-'));
  env = { XDG_STATE_HOME: folder, ECM_SOURCE_PASSWORD: PASSWORD };
  worker = join(folder, 'copyWorker.cjs');
  const entryPoints = [fileURLToPath(new URL('../../src/copyWorker.ts', import.meta.url))];
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'cjs' });
  source = await startServer({ server: 'redis-8.0', requirepass: PASSWORD });
  target = await startServer({ server: 'redis-8.0' });
  await fillDataset(await source.client(), { seed: 'both', keys: KEYS });
});
afterAll(async () => {
  await source.stop();
  await target.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await (await target.client()).flushall();
});

const order = (keep: KeepOrder): CopyOrder => {
  const end = (label: string, port: number): CopyOrder['source'] => ({
    label,
    address: { host: '127.0.0.1', port, tls: false },
  });
  const from = { ...end('orders', source.port), password: PASSWORD };
  return { plan, source: from, target: end('orders-valkey', target.port), keep };
};

/** Copies in a thread; it is cancelled after so many keys. */
async function inThread(keep: KeepOrder, cancelAfter = Infinity): Promise<CopyResult | undefined> {
  const controller = new AbortController();
  const carryOut = copyThread(worker, runFolder(env), noToken);
  let result: CopyResult | undefined;
  for await (const event of carryOut(order(keep), controller.signal, new Signal<boolean>())) {
    if (event.kind === 'progress' && event.progress.keys.copied >= cancelAfter) controller.abort();
    if (event.kind === 'finished') ({ result } = event);
  }
  return result;
}

async function expectWhole(result: CopyResult): Promise<void> {
  expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  const expected = await readDataset(await source.client());
  expect(compareDatasets(expected, await readDataset(await target.client()))).toEqual([]);
}

test('the command line goes on with a copy of the extension', async () => {
  const keep = { run: 'begun-in-editor', startedAt: 5, endpoints: { source: 'id-a' }, resumes: false };
  const stopped = await inThread(keep, 1_000);
  expect(stopped).toMatchObject({ status: 'cancelled', run: 'begun-in-editor' });
  expect(stopped?.keys.copied).toBeLessThan(KEYS);
  const cli = expectExit(await runCli(['copy', '--resume', 'begun-in-editor', '--json'], { env }), 0);
  await expectWhole(JSON.parse(cli.stdout) as CopyResult);
  expect(await unfinishedRuns(runFolder(env)).list()).toEqual([]);
});

test('the extension goes on with a copy of the command line that was killed', async () => {
  const ends = ['--source', source.url, '--target', target.url, '--rate-keys', '1500'];
  const { child, done } = await startCli(['copy', ...ends], { env });
  const client = await target.client();
  await expect.poll(() => client.dbsize(), { timeout: 20_000 }).toBeGreaterThan(700);
  const runs = unfinishedRuns(runFolder(env));
  expect(await runs.list()).toMatchObject([{ state: 'running' }]);
  child.kill('SIGKILL');
  await done;
  const [left] = await runs.list();
  expect(left).toMatchObject({ state: 'interrupted', plan, total: KEYS });
  expect(left?.source).toEqual({ address: { host: '127.0.0.1', port: source.port, tls: false } });
  const keep = { run: left?.run ?? '', startedAt: left?.startedAt ?? 0, endpoints: {}, resumes: true };
  const result = await inThread(keep);
  if (result === undefined) throw new Error('the thread gave no result');
  await expectWhole(result);
});
