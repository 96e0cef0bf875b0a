import { Redis } from 'ioredis';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { readDataset } from '../../lab/dataset/readDataset';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { copy } from '../../../src/core/copy/copy';
import { parseEndpointUrl } from '../../../src/core/model/endpoint';
import type { CopyResult } from '../../../src/core/model/run';
import { systemClock } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import { fillDataset } from '../../lab/dataset/fillDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startReplicated } from '../../lab/servers/startReplicated';
import type { RunningReplicated } from '../../lab/servers/startReplicated';
import { startSentinels } from '../../lab/servers/startSentinels';
import type { RunningSentinels } from '../../lab/servers/startSentinels';
import { startServer } from '../../lab/servers/startServer';

const KEYS = 6_000;

let watched: RunningReplicated;
let sentinels: RunningSentinels;
let alone: RunningServer;

beforeAll(async () => {
  [watched, alone] = await Promise.all([
    startReplicated({ server: 'valkey-8.1', replicas: 2 }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  sentinels = await startSentinels({ primaries: { orders: watched.primary }, replicas: 2 });
  await fillDataset(await alone.client(), { seed: 'sentinel failover', keys: KEYS });
});

afterAll(async () => {
  await sentinels.stop();
  await Promise.all([watched.stop(), alone.stop()]);
});

const through = (): string =>
  `redis+sentinel://${sentinels.sentinels.map(({ host, port }) => `${host}:${String(port)}`).join(',')}/orders`;

/** Copies, and does harm in the middle of it; some of the source is not read by then. */
async function copyThrough(
  source: string,
  target: string,
  harm: () => Promise<unknown> = () => sentinels.failOver('orders'),
): Promise<CopyResult> {
  const { signal } = new AbortController();
  const open = (label: string, url: string) => connect({ label, ...parseEndpointUrl(url) }, signal);
  const ports = {
    source: await open('the source', source),
    target: await open('the target', target),
    clock: systemClock,
  };
  let steps = 0;
  try {
    for await (const event of copy({ onConflict: 'replace' }, ports, signal)) {
      if (event.kind === 'finished') return event.result;
      if (event.kind === 'progress' && ++steps === 8) await harm();
    }
  } finally {
    ports.source.close();
    ports.target.close();
  }
  throw new Error('the copy did not say how it ended');
}

it('copies everything again to the new primary when the Sentinels of the target fail over meanwhile', async () => {
  const before = await sentinels.primaryPort('orders');
  const result = await copyThrough(alone.url, through());
  const port = await sentinels.primaryPort('orders');
  expect(port).not.toBe(before);
  // The old primary took the rest for some seconds more, and has thrown it away.
  expect(result.notices?.join()).toMatch(/another server took its place.*everything is copied again/);
  expect(result).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  const primary = new Redis({ host: '127.0.0.1', port, protocol: 2 });
  expect(compareDatasets(await readDataset(await alone.client()), await readDataset(primary))).toEqual([]);
  primary.disconnect();
});

it('reads the new primary from its beginning when the old one of the source is frozen', async () => {
  const port = await sentinels.primaryPort('orders');
  const frozen = watched.servers.find((server) => server.port === port) ?? alone;
  const empty = await startServer({ server: 'valkey-8.1' });
  const harm = async (): Promise<void> => {
    frozen.pause();
    await vi.waitFor(
      async () => {
        expect(await sentinels.primaryPort('orders')).not.toBe(port);
      },
      { timeout: 15_000, interval: 100 },
    );
  };
  const began = performance.now();
  const result = await copyThrough(through(), empty.url, harm);
  // The frozen one counts as silent only after a minute.
  expect(performance.now() - began).toBeLessThan(30_000);
  frozen.resume();
  expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  expect(result.notices?.join()).toMatch(/^The source was restarted, or another server took its place/);
  const actual = await readDataset(await empty.client());
  expect(compareDatasets(await readDataset(await alone.client()), actual)).toEqual([]);
  await empty.stop();
});
