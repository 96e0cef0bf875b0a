import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startReplicated } from '../../lab/servers/startReplicated';
import type { RunningReplicated } from '../../lab/servers/startReplicated';
import { startSentinels } from '../../lab/servers/startSentinels';
import type { RunningSentinels } from '../../lab/servers/startSentinels';
import { startServer } from '../../lab/servers/startServer';
import { documentOf, expectExit, runCli } from '../../node/runCli';

const KEYS = 2_000;
const DATA = 'data-secret';
const WATCH = 'watch-secret';

let orders: RunningReplicated;
let sessions: RunningReplicated;
let locked: RunningReplicated;
let both: RunningSentinels;
let one: RunningSentinels;
let secured: RunningSentinels;
let alone: RunningServer;

beforeAll(async () => {
  [orders, sessions, locked, alone] = await Promise.all([
    startReplicated({ server: 'redis-7.0.15' }),
    startReplicated({ server: 'redis-7.0.15' }),
    startReplicated({ server: 'valkey-9.1', requirepass: DATA, tls: true }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  const { certificates } = locked.primary;
  [both, one, secured] = await Promise.all([
    startSentinels({ primaries: { orders: orders.primary, sessions: sessions.primary } }),
    startSentinels({ primaries: { sessions: sessions.primary }, count: 1 }),
    startSentinels({
      primaries: { locked: locked.primary },
      requirepass: WATCH,
      tls: true,
      ...(certificates === undefined ? {} : { certificates }),
    }),
  ]);
  await fillDataset(await orders.primary.client(), { seed: 'sentinel', keys: KEYS });
});

afterAll(async () => {
  await Promise.all([both.stop(), one.stop(), secured.stop()]);
  await Promise.all([orders.stop(), sessions.stop(), locked.stop(), alone.stop()]);
});

const places = ({ sentinels }: RunningSentinels): string =>
  sentinels.map(({ host, port, tlsPort }) => `${host}:${String(tlsPort ?? port)}`).join(',');

async function expectEqual(left: RunningServer, right: RunningServer): Promise<void> {
  const expected = await readDataset(await left.client());
  expect(expected.size).toBe(KEYS);
  expect(compareDatasets(expected, await readDataset(await right.client()))).toEqual([]);
}

it('copies from the primary that is named to the only one that another Sentinel watches', async () => {
  const from = `redis+sentinel://${places(both)}/orders`;
  const ends = ['--source', from, '--target', one.sentinels[0]?.url ?? ''];
  expectExit(await runCli(['check', ...ends]), 0);
  const run = expectExit(await runCli(['copy', ...ends, '--json']), 0);
  expect(documentOf(run)).toMatchObject({ status: 'done', keys: { copied: KEYS } });
  await expectEqual(orders.primary, sessions.primary);
  expect(documentOf(expectExit(await runCli(['verify', ...ends, '--json']), 0))).toMatchObject({
    keys: { equal: KEYS },
  });
});

it('speaks TLS to Sentinels and primary, each with its own password', async () => {
  const { certificatePaths } = locked.primary;
  const to = `rediss+sentinel://${places(secured)}/locked`;
  const ends = ['--source', orders.primary.url, '--target', to];
  const env = {
    ECM_TARGET_PASSWORD: DATA,
    ECM_TARGET_SENTINEL_PASSWORD: WATCH,
    NODE_EXTRA_CA_CERTS: certificatePaths?.ca ?? '',
  };
  const wrong = expectExit(
    await runCli(['copy', ...ends], { env: { ...env, ECM_TARGET_SENTINEL_PASSWORD: '' } }),
    3,
  );
  expect(wrong.stderr).toMatch(/a Sentinel of the target.*password/);
  expect(wrong.stderr).not.toMatch(/secret/);
  expectExit(await runCli(['copy', ...ends], { env }), 0);
  await expectEqual(orders.primary, locked.primary);
});

it('goes round a Sentinel that is away', async () => {
  const nobody = '127.0.0.1:1';
  const from = `redis+sentinel://${nobody},${places(both)}/orders`;
  expectExit(await runCli(['copy', '--source', from, '--target', alone.url]), 0);
  await expectEqual(orders.primary, alone);
});

it.each([
  [
    'several primaries and no name',
    (): string => both.sentinels[0]?.url ?? '',
    /several primaries: (orders, sessions|sessions, orders)/,
  ],
  [
    'a name that it does not know',
    (): string => `redis+sentinel://${places(both)}/others`,
    /no primary named others, but: .*orders/,
  ],
  [
    'a server that is none',
    (): string => `redis+sentinel://${alone.host}:${String(alone.port)}/orders`,
    /SENTINEL/,
  ],
  ['nobody', (): string => 'redis+sentinel://127.0.0.1:1/orders', /nothing listens/],
])('refuses %s, and says why', async (_, address, why) => {
  const run = await runCli(['copy', '--source', address(), '--target', alone.url]);
  expectExit(run, 3);
  expect(run.stderr).toMatch(why);
});
