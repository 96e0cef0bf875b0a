import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startReplicated } from '../../../lab/servers/startReplicated';
import type { RunningReplicated } from '../../../lab/servers/startReplicated';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair, NODES } from './pair';
import { Turns } from './turns';
import type { Says } from './turns';

const turns = new Turns('safety');
let source: RunningServer;
let target: RunningServer;
let ahead: RunningServer;
let linked: RunningReplicated;
let primary: RunningServer;
let replica: RunningServer;
let slow: RunningServer;

beforeAll(async () => {
  [source, target, ahead, linked] = await Promise.all([
    startServer({ server: 'redis-7.0.15', debugCommand: true }),
    startServer({ server: 'valkey-8.1' }),
    startServer({ server: 'redis-7.0.15', clockAhead: 30 }),
    startReplicated({ server: 'valkey-8.1', replicas: 2 }),
  ]);
  const [one, two] = linked.replicas;
  if (one === undefined || two === undefined) throw new Error('there are no replicas');
  [primary, replica, slow] = [linked.primary, one, two];
  await ask(source, 'SET a b');
});
afterAll(async () => {
  slow.resume();
  await Promise.all([source, target, ahead, linked].map((one) => one.stop()));
});

const check = (): Promise<CheckReport> => checkPair({ server: source }, { server: target, place: NODES });
const ofPrimary = (): Promise<CheckReport> => checkPair({ server: primary }, { server: target });

it('a replica as source, and its primary', async () => {
  const own = await ofPrimary();
  turns.expect(await checkPair({ server: replica }, { server: target }), own, {
    'safety.replicaSource': /role slave/,
  });
  // Its lag is looked at in the end, when it has been so for long enough.
  expect(own.facts.source?.replication).toMatchObject({ replicas: 2 });
  expect(own.findings.map(({ rule }) => rule)).not.toContain('safety.replicaLag');
  slow.pause();
});

it('a primary that is written to, and one that is not', async () => {
  const writer = await primary.client();
  const stop = new AbortController();
  let writing = Promise.resolve();
  await turns.changes(
    ofPrimary,
    () => {
      writing = (async () => {
        while (!stop.signal.aborted) await writer.set('k', 'v'.repeat(100));
      })();
      return Promise.resolve();
    },
    async () => {
      stop.abort();
      await writing;
    },
    { 'safety.writes': /replication offset grows by [\d.]+ [kM]B a second/ },
  );
});

it('a source that has written nothing to disk', async () => {
  await turns.changes(
    check,
    () => ask(source, 'SET a c'),
    () => ask(source, 'SAVE'),
    { 'safety.persistence': /aof_enabled 0, no save yet, 2 changes since/ },
  );
});

const CHANGES: readonly (readonly [on: readonly string[], off: readonly string[], says: Says])[] = [
  [
    ['CONFIG SET appendonly yes'],
    ['CONFIG SET appendonly no'],
    { 'safety.durability': /aof_enabled 1, appendfsync everysec/ },
  ],
  [
    ['CONFIG SET latency-monitor-threshold 1', 'DEBUG SLEEP 0.02'],
    ['CONFIG SET latency-monitor-threshold 0', 'LATENCY RESET'],
    { 'safety.latencyEvents': /spikes of latency: command/ },
  ],
  [
    ['SLOWLOG RESET', 'DEBUG SLEEP 0.02'],
    ['SLOWLOG RESET'],
    { 'safety.slowCommands': /has 1 slow command in its log/ },
  ],
];

it.each(CHANGES)('%s, and %s', async (on, off, says) => {
  await turns.changes(
    check,
    () => ask(source, ...on),
    () => ask(source, ...off),
    says,
  );
});

// Two keys of three go, evenly: what is left keeps nearly every page.
const THIN_OUT =
  "for i = 0, 299999 do if i % 5 > 1 then redis.call('DEL', 'filler:' .. i) end end redis.call('GET', 'a')";

it('memory that was taken and is not used', async () => {
  await turns.changes(
    check,
    async () => {
      await ask(source, 'DEBUG POPULATE 300000 filler 1000', `EVAL "${THIN_OUT}" 0`);
      // What a process takes is looked up ten times a second.
      await sleep(250);
    },
    () => ask(source, 'FLUSHDB SYNC', 'SLOWLOG RESET'),
    { 'safety.fragmentation': /takes (1\.[5-9]|[2-9]\.\d) times the memory/ },
  );
});

it('clocks that differ, and clocks that do not', async () => {
  const apart = await checkPair({ server: source }, { server: ahead });
  turns.expect(apart, await check(), { 'safety.clocks': /(29|30)(\.\d)? s ahead of that of the source/ });
});

it('a target that wants more replicas than it has', async () => {
  const refusal = await turnsOff('CONFIG SET min-replicas-to-write 1', 'CONFIG SET min-replicas-to-write 0', {
    'target.minReplicas': /min-replicas-to-write is 1, 0 are linked/,
  });
  expect(refusal).toMatch(/NOREPLICAS/);
});

async function turnsOff(on: string, off: string, says: Says): Promise<string> {
  let refusal = '';
  await turns.changes(
    check,
    async () => {
      await ask(target, on);
      refusal = await refusalOf(target);
    },
    () => ask(target, off),
    says,
  );
  expect(await refusalOf(target)).toBe('');
  return refusal;
}

/** What a server says to a write. */
async function refusalOf(server: RunningServer): Promise<string> {
  return await ask(server, 'SET w w', 'DEL w').then(
    () => '',
    (error: unknown) => String(error),
  );
}

/** Makes every save of a server fail, and it refuse writes for that: where its file is to be, there is a folder. */
async function breakSaves(server: RunningServer): Promise<() => Promise<void>> {
  const [, folder = ''] = await (await server.client()).config('GET', 'dir');
  const inTheWay = join(folder, 'dump.rdb');
  await rm(inTheWay, { force: true });
  await mkdir(join(inTheWay, 'in the way'), { recursive: true });
  await ask(server, 'CONFIG SET save "3600 1000000"');
  await save(server);
  expect(await refusalOf(server)).toMatch(/MISCONF/);
  return async () => {
    await rm(inTheWay, { recursive: true });
    await save(server);
    expect(await refusalOf(server)).toBe('');
  };
}

async function save(server: RunningServer): Promise<void> {
  const client = await server.client();
  await client.call('BGSAVE');
  await expect
    .poll(() => client.info('persistence'), { timeout: 10_000 })
    .toContain('rdb_bgsave_in_progress:0');
}

it('a target that could not save, and refuses writes and even PING for it', async () => {
  let mend: () => Promise<void> = () => Promise.resolve();
  await turns.changes(
    check,
    async () => {
      mend = await breakSaves(target);
    },
    () => mend(),
    { 'target.lastSave': /rdb_last_bgsave_status err; .* save is 3600 1000000/ },
  );
});

it('a source that could not save, which is read all the same', async () => {
  let mend: () => Promise<void> = () => Promise.resolve();
  await turns.changes(
    check,
    async () => {
      mend = await breakSaves(source);
    },
    () => mend(),
    { 'seed.lastSave': /rdb_last_bgsave_status err/ },
  );
});

it('a replica that has not been heard of for more than ten seconds', async () => {
  // The time that the other tests took counts.
  const client = await primary.client();
  await expect.poll(() => client.info('replication'), { timeout: 15_000 }).toMatch(/lag=1[1-9]/);
  await turns.changes(
    ofPrimary,
    () => Promise.resolve(),
    () => {
      slow.resume();
      return Promise.resolve();
    },
    { 'safety.replicaLag': /A replica of the source lags 1\d(\.\d)? s behind\n.*lag=1\d/ },
  );
});

it('a replica that has lost its primary', async () => {
  const before = await checkPair({ server: replica }, { server: target });
  await primary.kill();
  await expect
    .poll(async () =>
      (await (await replica.client()).info('replication')).includes('master_link_status:down'),
    )
    .toBe(true);
  turns.expect(await checkPair({ server: replica }, { server: target }), before, {
    'safety.replicaLink': /master_link_status down/,
  });
});

turns.isWhole();
