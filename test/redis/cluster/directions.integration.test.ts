import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copy } from '../../../src/core/copy/copy';
import { systemClock } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import type { Dataset } from '../../lab/dataset/dataset';
import { fillDataset } from '../../lab/dataset/fillDataset';
import type { FillReport } from '../../lab/dataset/fillReport';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import type { RunningCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { copyBetween, dialOf, verifyBetween } from './clusterRuns';

let alone: RunningServer;
let last: RunningServer;
let three: RunningCluster;
let four: RunningCluster;
let filled: FillReport;
let expected: Dataset;

beforeAll(async () => {
  [alone, last, three, four] = await Promise.all([
    startServer({ server: 'redis-8.0', databases: 1 }),
    startServer({ server: 'redis-8.0' }),
    startCluster({ server: 'valkey-9.1', masters: 3, requirepass: 'a secret' }),
    startCluster({ server: 'redis-8.0', masters: 4, requirepass: 'another', tls: true }),
  ]);
  filled = await fillDataset(await alone.client(), { seed: 'cluster', keys: 3_000, bigKeys: 300_000 });
  expected = await readDataset(await alone.client());
});

afterAll(async () => {
  await Promise.all([alone.stop(), last.stop(), three.stop(), four.stop()]);
});

/** Copies, and holds the target against what was made at the start and against its source. */
async function arrives(
  source: RunningServer,
  target: RunningServer,
  read: () => Promise<Dataset>,
): Promise<void> {
  const result = await copyBetween(source, target);
  expect(result.failure).toBeUndefined();
  expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
  expect(result.keys).toMatchObject({ copied: filled.keys, skipped: 0, expired: 0, quarantined: 0 });
  expect(result.functions).toBe(filled.functions.length);
  expect(compareDatasets(expected, await read())).toEqual([]);
  const verified = await verifyBetween(source, target);
  expect(verified.failure).toBeUndefined();
  expect(verified).toMatchObject({ status: 'done', differences: [] });
  expect(verified.keys).toMatchObject({ compared: filled.keys, equal: filled.keys });
}

const nodeOf = ({ masters }: RunningCluster, index: number): RunningServer => {
  const node = masters[index];
  if (node === undefined) throw new Error('no such node');
  return node;
};

describe('copies and verifies, each time the whole dataset', () => {
  it('from a server alone to a cluster with a password', async () => {
    await arrives(alone, nodeOf(three, 1), async () => readDataset(await three.masterClients()));
  });

  it('from a cluster to one of another size, with TLS', async () => {
    await arrives(nodeOf(three, 2), nodeOf(four, 0), async () => readDataset(await four.masterClients()));
    for (const client of await four.masterClients()) expect(await client.dbsize()).toBeGreaterThan(0);
  });

  it('from a cluster to a server alone', async () => {
    await arrives(nodeOf(four, 3), last, async () => readDataset(await last.client()));
  });
});

describe('verifies quickly and by a sample, and repairs', () => {
  const lacksOne = async (source: RunningServer, target: RunningServer, holder?: Redis): Promise<void> => {
    const lost = await holder?.callBuffer('RANDOMKEY');
    if (!Buffer.isBuffer(lost)) throw new Error('there is no key');
    expect(await holder?.del(lost)).toBe(1);
    const missing = [{ key: lost.toString('base64'), kinds: ['missing'] }];
    const quick = await verifyBetween(source, target, { mode: { kind: 'quick' } });
    expect(quick).toMatchObject({ status: 'incomplete', mode: 'quick', differences: missing });
    expect(quick.keys).toMatchObject({ compared: filled.keys, equal: filled.keys - 1, extra: 0 });
    const all = { kind: 'sample', keys: filled.keys } as const;
    const sample = await verifyBetween(source, target, { mode: all });
    expect(sample).toMatchObject({ status: 'incomplete', mode: 'sample', differences: missing });
    const mended = await verifyBetween(source, target, { mode: { kind: 'quick' }, repair: true });
    expect(mended).toMatchObject({ status: 'done', differences: [], keys: { repaired: 1 } });
    expect(mended.keys.equal).toBe(filled.keys);
  };

  it('what a cluster took from a server alone', async () => {
    await lacksOne(alone, nodeOf(three, 0), (await three.masterClients())[2]);
  });

  it('what a cluster took from a cluster', async () => {
    await lacksOne(nodeOf(three, 0), nodeOf(four, 1), (await four.masterClients())[3]);
  });

  it('what a server alone took from a cluster', async () => {
    await lacksOne(nodeOf(four, 1), last, await last.client());
  });
});

describe('a cluster as a server', () => {
  it('has one profile, through whichever node', async () => {
    const { signal } = new AbortController();
    const servers = await Promise.all(three.masters.map((node) => connect(dialOf('it', node), signal)));
    const profiles = await Promise.all(servers.map((server) => server.profile()));
    const [one, two] = profiles;
    expect(one).toMatchObject({ mode: 'cluster', role: 'primary', databaseLimit: 1, keys: filled.keys });
    expect(one?.databases).toMatchObject([{ index: 0, keys: filled.keys }]);
    expect(one?.runId).toMatch(/^cluster:\w{40}$/);
    expect(two?.runId).toBe(one?.runId);
    const sample = await servers[0]?.sampleKeys({ keys: 1e6, seconds: 60, bytes: 1e9 }, signal);
    expect(sample).toMatchObject({ keys: filled.keys, complete: true });
    for (const server of servers) server.close();
  });

  it('answers by name in the order asked', async () => {
    const { signal } = new AbortController();
    const server = await connect(dialOf('it', nodeOf(three, 0)), signal);
    const names = ['a', 'b', 'database:0', 'c', 'database:1', 'database:2'].map((name) => Buffer.from(name));
    const there = [false, false, true, false, true, true];
    expect(await server.exist(0, names, signal)).toEqual(there);
    const asked = { count: names.length, key: (index: number) => names[index] ?? Buffer.of() };
    const dumped = await server.dumpKeys(0, asked, signal);
    expect(names.map((_, index) => Buffer.from(dumped.key(index)))).toEqual(names);
    expect([...dumped.lengths].map((length) => length > 0)).toEqual(there);
    server.close();
  });

  it('lets go at once when the copy is cancelled', async () => {
    const stop = new AbortController();
    const { signal } = stop;
    const source = await connect(dialOf('the source', nodeOf(three, 0)), signal);
    const target = await connect(dialOf('the target', nodeOf(four, 0)), signal);
    let asked = 0;
    for await (const event of copy(
      { onConflict: 'replace' },
      { source, target, clock: systemClock },
      signal,
    )) {
      if (event.kind === 'finished') expect(event.result.status).toBe('cancelled');
      else if (asked === 0 && event.kind === 'progress' && event.progress.keys.scanned > 0) {
        asked = Date.now();
        stop.abort();
      }
    }
    expect(Date.now() - asked).toBeLessThan(2_000);
    source.close();
    target.close();
  });

  it('is not copied onto itself, and takes one database only', async () => {
    const same = await copyBetween(nodeOf(three, 0), nodeOf(three, 1));
    expect(same.failure?.code).toBe('database.mapping');
    const client = await last.client({ db: 3 });
    await client.set('far', '1');
    const several = await copyBetween(last, nodeOf(three, 0));
    await client.flushdb();
    expect(several.failure).toMatchObject({ code: 'database.missing' });
    expect(several.keys.copied).toBe(0);
  });
});
