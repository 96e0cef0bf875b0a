import { Redis } from 'ioredis';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { readDataset } from '../../lab/dataset/readDataset';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Copies, and lets the Sentinels fail over in the middle of it. */
async function copyThroughFailover(source: string, target: string): Promise<CopyResult> {
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
      if (event.kind === 'progress' && ++steps === 8) await sentinels.failOver('orders');
    }
  } finally {
    ports.source.close();
    ports.target.close();
  }
  throw new Error('the copy did not say how it ended');
}

it('copies everything again to the new primary when the Sentinels of the target fail over meanwhile', async () => {
  const before = await sentinels.primaryPort('orders');
  const result = await copyThroughFailover(alone.url, through());
  const port = await sentinels.primaryPort('orders');
  expect(port).not.toBe(before);
  // The old primary took the rest for some seconds more, and has thrown it away.
  expect(result.notices?.join()).toMatch(/another server took its place.*everything is copied again/);
  expect(result).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  const primary = new Redis({ host: '127.0.0.1', port, protocol: 2 });
  expect(compareDatasets(await readDataset(await alone.client()), await readDataset(primary))).toEqual([]);
  primary.disconnect();
});
