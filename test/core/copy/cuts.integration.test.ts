import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopyResult } from '../../../src/core/model/run';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import { startCuttingProxy } from '../../lab/faults/cuttingProxy';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { faultyCopy } from './faultyCopy';

const KEYS = 4_000;
/** See cuttingProxy. */
const MOST_CUTS = 15;

let source: RunningServer;
let target: RunningServer;
/** With everything in one database. */
let single: RunningServer;

beforeAll(async () => {
  [source, target, single] = await Promise.all([
    startServer({ server: 'redis-7.0.15' }),
    startServer({ server: 'valkey-8.1' }),
    startServer({ server: 'redis-7.0.15', databases: 1 }),
  ]);
  await fillDataset(await single.client(), { seed: 'cuts', keys: KEYS });
  await fillDataset(await source.client(), { seed: 'cuts', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop(), single.stop()]);
});

it.each([
  ['source', 'replace'],
  ['target', 'replace'],
  ['target', 'skip'],
] as const)(
  'ends with equal data, every key counted once, when connections to the %s are cut every 200 ms (%s)',
  async (end, onConflict) => {
    const proxy = await startCuttingProxy((end === 'source' ? source : target).port, 200);
    const client = await target.client();
    await client.flushall();
    const ends = { source, target, [end]: proxy };
    const { result } = await faultyCopy(ends, { onConflict }, () => {
      proxy.begin();
      return sleep(proxy.cuts() < 3 ? 60 : 5);
    });
    await proxy.close();
    expect(result.failure).toBeUndefined();
    expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
    expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS, skipped: 0, expired: 0 });
    expect(proxy.cuts()).toBeGreaterThan(2);
    expect(compareDatasets(await readDataset(await source.client()), await readDataset(client))).toEqual([]);
  },
);

describe('a cluster whose clients are all cut off every 200 ms', () => {
  let cluster: RunningCluster;
  let last: RunningServer;
  let cuts = 0;

  beforeAll(async () => {
    [cluster, last] = await Promise.all([
      startCluster({ server: 'valkey-8.1', masters: 3 }),
      startServer({ server: 'valkey-8.1' }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([cluster.stop(), last.stop()]);
  });

  const copyThrough = async (from: RunningServer, to: RunningServer): Promise<CopyResult> => {
    const killers = await cluster.masterClients();
    let timer: NodeJS.Timeout | undefined;
    const cut = (): void => {
      if (cuts === MOST_CUTS) return;
      cuts++;
      for (const killer of killers) killer.call('CLIENT', 'KILL', 'TYPE', 'normal').catch(() => undefined);
    };
    const { result } = await faultyCopy({ source: from, target: to }, { onConflict: 'replace' }, () => {
      timer ??= setInterval(cut, 200);
      return sleep(cuts < 3 ? 60 : 5);
    });
    clearInterval(timer);
    return result;
  };

  it.each(['target', 'source'] as const)('as %s: ends with equal data', async (end) => {
    cuts = 0;
    const node = cluster.masters[1] ?? last;
    // Clusters have one database.
    const result = end === 'target' ? await copyThrough(single, node) : await copyThrough(node, last);
    expect(result.failure).toBeUndefined();
    expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
    expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS });
    expect(cuts).toBeGreaterThan(2);
    const expected = await readDataset(await single.client());
    const clients = end === 'target' ? await cluster.masterClients() : await last.client();
    expect(compareDatasets(expected, await readDataset(clients))).toEqual([]);
  });
});
