import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copy } from '../../../src/core/copy/copy';
import type { Checkpoint } from '../../../src/core/copy/checkpoint';
import type { CopyResult } from '../../../src/core/model/run';
import { systemClock, systemSleep } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from './clusterRuns';

const KEYS = 20_000;

let alone: RunningServer;
let cluster: RunningCluster;
let home: string;
let risen: RunningServer | undefined;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ecm-risen-'));
  [alone, cluster] = await Promise.all([
    startServer({ server: 'redis-8.0', debugCommand: true }),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
  ]);
  await (await alone.client()).call('DEBUG', 'POPULATE', KEYS, 'key', 1_500);
});

afterAll(async () => {
  await Promise.all([alone.stop(), cluster.stop(), risen?.stop()]);
  rmSync(home, { recursive: true });
});

/** Copies on from where it was, until so many keys are copied; slowly then, that it does not come to its end before. */
async function copyOn(
  from: Checkpoint | undefined,
  until = Infinity,
): Promise<{ readonly result: CopyResult; readonly kept: Checkpoint }> {
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('the cluster has no node');
  const stop = new AbortController();
  let kept: Checkpoint | undefined;
  const checkpoints = {
    run: 'run',
    save: (checkpoint: Checkpoint): Promise<void> => {
      kept = checkpoint;
      return Promise.resolve();
    },
  };
  const source = await connect(dialOf('the source', alone), stop.signal);
  const target = await connect(dialOf('the target', node), stop.signal);
  const ports = { source, target, clock: systemClock, sleep: systemSleep, checkpoints };
  const slowly = until === Infinity ? {} : { keysPerSecond: KEYS / 4 };
  try {
    for await (const event of copy({ onConflict: 'replace', ...slowly }, ports, stop.signal, from)) {
      if (event.kind === 'progress' && event.progress.keys.copied > until) stop.abort();
      if (event.kind !== 'finished') continue;
      if (kept === undefined) throw new Error(`nothing was kept: ${String(event.result.failure?.message)}`);
      return { result: event.result, kept };
    }
  } finally {
    source.close();
    target.close();
  }
  throw new Error('the copy did not say how it ended');
}

/** Kills a node, and starts it again without its keys; the cluster knows it as the same. */
async function riseEmpty(node: RunningServer): Promise<RunningServer> {
  const [, folder = ''] = await (await node.client()).config('GET', 'dir');
  copyFileSync(join(folder, 'nodes.conf'), join(home, 'nodes.conf'));
  await node.kill();
  const again = await startServer({ ...node.spec, port: node.port, config: [`dir "${home}"`] });
  await vi.waitFor(
    async () => {
      const info = String(await (await again.client()).call('CLUSTER', 'INFO'));
      expect(info).toContain('cluster_state:ok');
    },
    { timeout: 10_000, interval: 50 },
  );
  return again;
}

async function held(): Promise<number> {
  const living = cluster.masters.map((node) => (risen?.port === node.port ? risen : node));
  const sizes = await Promise.all(living.map(async (node) => (await node.client()).dbsize()));
  return sizes.reduce((sum, size) => sum + size, 0);
}

it('everything is copied again to a cluster of which a node came back empty since the run was interrupted', async () => {
  const first = await copyOn(undefined, KEYS / 4);
  expect(first.result.status).toBe('cancelled');
  const second = await copyOn(first.kept, first.result.keys.copied + KEYS / 4);
  // Nothing happened to it.
  expect(second.result.notices).toBeUndefined();
  expect(second.result.keys.copied).toBeLessThan(KEYS);
  const lost = cluster.masters[1] ?? alone;
  const client = await lost.client();
  expect(await client.dbsize()).toBeGreaterThan(1_000);
  risen = await riseEmpty(lost);
  expect(await held()).toBeLessThan(second.result.keys.copied);
  const { result } = await copyOn(second.kept);
  expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  expect(result.notices).toEqual([expect.stringMatching(/^A node of the target was restarted/)]);
  expect(await held()).toBe(KEYS);
});
