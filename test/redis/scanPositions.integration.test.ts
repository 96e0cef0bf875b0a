import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanPosition } from '../../src/core/keyBatch';
import type { DumpRequest, Server } from '../../src/core/ports';
import { connect } from '../../src/redis/connect';
import { fillDataset } from '../lab/dataset/fillDataset';
import type { RunningServer } from '../lab/servers/runningServer';
import { startCluster } from '../lab/servers/startCluster';
import type { RunningCluster } from '../lab/servers/startCluster';
import { startServer } from '../lab/servers/startServer';

const KEYS = 9_000;
const { signal } = new AbortController();

let alone: RunningServer;
let cluster: RunningCluster;

beforeAll(async () => {
  [alone, cluster] = await Promise.all([
    startServer({ server: 'redis-6.0', databases: 1 }),
    startCluster({ server: 'valkey-9.1', masters: 3 }),
  ]);
  await fillDataset(await alone.client(), { seed: 'positions', keys: KEYS });
  await fillDataset(await cluster.masterClients(), { seed: 'positions', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([alone.stop(), cluster.stop()]);
});

const open = ({ host, port }: RunningServer): Promise<Server> =>
  connect({ label: 'it', address: { host, port, tls: false } }, signal);

/** The keys of one batch, and where the scan stands then. */
interface Step {
  readonly keys: readonly string[];
  readonly position: ScanPosition | undefined;
}

async function steps(server: Server, request: Partial<DumpRequest> = {}): Promise<Step[]> {
  const found: Step[] = [];
  for await (const batch of server.dump({ database: 0, batchBytes: 1 << 14, ...request }, signal)) {
    const keys = Array.from({ length: batch.count }, (_, index) =>
      Buffer.from(batch.key(index)).toString('latin1'),
    );
    found.push({ keys, position: batch.position });
  }
  return found;
}

/** The last position of each scan. */
function latest(found: readonly Step[]): ScanPosition[] {
  const scans = new Map<string, ScanPosition>();
  for (const { position } of found)
    if (position !== undefined) scans.set(position.node + position.slots, position);
  return [...scans.values()];
}

/** From each place where a scan could have been interrupted: what came before and what comes then, is everything. */
async function goesOn(server: Server): Promise<void> {
  const whole = await steps(server);
  const every = Math.ceil(whole.length / 12);
  const all = new Set(whole.flatMap(({ keys }) => keys));
  expect(all.size).toBe(KEYS);
  let shorter = 0;
  for (let cut = 0; cut <= whole.length; cut += every) {
    const before = whole.slice(0, cut);
    // What is behind the last position of its node counts as not written.
    const positions = latest(before);
    const after = await steps(server, { from: positions });
    const seen = new Set([...before, ...after].flatMap(({ keys }) => keys));
    expect(seen.size).toBe(KEYS);
    const again = after.reduce((sum, { keys }) => sum + keys.length, 0);
    if (again < KEYS) shorter++;
    expect(latest([...before, ...after]).map(({ cursor }) => cursor)).toEqual(latest(whole).map(() => '0'));
  }
  // A busy machine looks far away, and gets few large pages.
  expect(shorter).toBeGreaterThan(0);
  expect(
    await steps(server, { from: latest(whole) }).then((rest) => rest.flatMap(({ keys }) => keys)),
  ).toEqual([]);
}

describe.each([
  ['a server alone', () => alone],
  ['a cluster', () => cluster.masters[1] ?? alone],
])('%s', (_, entry) => {
  it('goes on from every position, and misses nothing', async () => {
    const server = await open(entry());
    await goesOn(server);
    server.close();
  });

  it('tells where it stands when no key was found', async () => {
    const server = await open(entry());
    const found = await steps(server, { match: 'no such key*' });
    expect(found.flatMap(({ keys }) => keys)).toEqual([]);
    expect(latest(found).map(({ cursor }) => cursor)).toEqual(entry() === alone ? ['0'] : ['0', '0', '0']);
    server.close();
  });

  it('begins anew when the position is of another process, or of more than it says', async () => {
    const server = await open(entry());
    const positions = latest(await steps(server));
    const others = positions.map((position) => ({ ...position, runId: 'f'.repeat(40) }));
    const none = positions.map((position) => ({ ...position, slots: '0-1', cursor: '99' }));
    for (const from of [others, none]) {
      expect(new Set((await steps(server, { from })).flatMap(({ keys }) => keys)).size).toBe(KEYS);
    }
    server.close();
  });
});

it('tells of an empty database that it was scanned', async () => {
  const empty = await startServer({ server: 'valkey-8.1' });
  const server = await open(empty);
  const [only, ...more] = await steps(server, { database: 7 });
  expect(only).toMatchObject({ keys: [], position: { node: '', database: 7, slots: '', cursor: '0' } });
  expect(only?.position?.runId).toMatch(/^[0-9a-f]{40}$/);
  expect(more).toEqual([]);
  server.close();
  await empty.stop();
});

it('names the slots that each node of a cluster is scanned for', async () => {
  const server = await open(cluster.masters[0] ?? alone);
  const positions = latest(await steps(server));
  expect(positions.map(({ slots }) => slots).sort()).toEqual(['0-5460', '10923-16383', '5461-10922']);
  expect(new Set(positions.map(({ runId }) => runId)).size).toBe(3);
  server.close();
});
