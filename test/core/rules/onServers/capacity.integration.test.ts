import type { Redis } from 'ioredis';
import { afterAll, beforeAll, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair, NODES, SERVERLESS } from './pair';
import { reserveTables } from './reserveTables';
import { Turns } from './turns';
import type { Says } from './turns';

const turns = new Turns('capacity');
let source: RunningServer;
let target: RunningServer;
let hollow: RunningServer;

beforeAll(async () => {
  [source, target, hollow] = await Promise.all([
    startServer({ server: 'redis-7.0.15' }),
    startServer({ server: 'valkey-8.1' }),
    startServer({
      server: 'redis-7.0.15',
      debugCommand: true,
      databases: 10_000,
      config: ['activerehashing no'],
    }),
  ]);
  await ask(source, 'SET a b');
});
afterAll(async () => {
  await Promise.all([source, target, hollow].map((server) => server.stop()));
});

const check = (): Promise<CheckReport> => checkPair({ server: source }, { server: target, place: NODES });

interface Change {
  readonly source?: readonly string[];
  readonly target?: readonly string[];
}

async function make(change: Change): Promise<void> {
  await ask(source, ...(change.source ?? []));
  await ask(target, ...(change.target ?? []));
}

// Strings of 20 MB and 100 MiB, without sending them.
const FILL = 'SETRANGE filler 19999999 x';
const HUGE = 'SETRANGE huge 104857599 x';

const CHANGES: readonly (readonly [what: string, on: Change, off: Change, says: Says])[] = [
  [
    'a limit of packed hashes',
    { source: ['CONFIG SET hash-max-listpack-entries 1024'] },
    { target: ['CONFIG SET hash-max-listpack-entries 1024'] },
    { 'capacity.encodings': /hash-max-listpack-entries 1024 on the source, \d+ on the target/ },
  ],
  [
    'a policy of eviction',
    { source: ['CONFIG SET maxmemory-policy allkeys-lru'] },
    { target: ['CONFIG SET maxmemory-policy allkeys-lru'] },
    { 'eviction.policy': /maxmemory-policy is allkeys-lru on the source, noeviction on the target/ },
  ],
  [
    'a target that evicts what expires',
    { target: ['CONFIG SET maxmemory-policy volatile-lru'] },
    { source: ['EXPIRE a 1000'] },
    { 'eviction.volatile': /policy of the target is volatile-lru.*0 keys with an expiry/ },
  ],
  [
    'a target too small',
    { source: [FILL], target: ['CONFIG SET maxmemory 10mb'] },
    { target: ['CONFIG SET maxmemory 100mb'] },
    { 'memory.limit': /the source uses 2[\d.]+ MB, the target has \d(\.\d)? MB left/ },
  ],
  [
    'a target that is large enough by its reserve',
    { target: ['CONFIG SET maxmemory 26mb'] },
    { target: ['CONFIG SET maxmemory 100mb'] },
    {
      'capacity.reserved': /the source uses 2[\d.]+ MB, the target has 1[\d.]+ MB left without the reserved/,
    },
  ],
  [
    'a source that was larger once',
    { source: ['DEL filler'], target: ['CONFIG SET maxmemory 20mb'] },
    { target: ['CONFIG SET maxmemory 100mb'] },
    { 'capacity.growth': /uses [12](\.\d)? MB and used 2[\d.]+ MB; the target has 1[\d.]+ MB for it/ },
  ],
  [
    'a string larger than the target takes',
    { source: ['SETRANGE long 1999999 x'], target: ['CONFIG SET proto-max-bulk-len 1mb'] },
    { target: ['CONFIG SET proto-max-bulk-len 512mb'] },
    {
      'capacity.largestString':
        /A string of 2(\.\d)? MB is larger.*\nproto-max-bulk-len of the target is 1 MB/,
    },
  ],
  [
    'a key beyond 100 MB',
    { source: [HUGE] },
    { source: ['DEL huge'] },
    { 'capacity.largeKeys': /^1 key is larger.*\n.*a string of 1\d\d MB in db0/ },
  ],
];

it.each(CHANGES)('%s', async (_, on, off, says) => {
  await turns.changes(
    check,
    () => make(on),
    () => make(off),
    says,
  );
});

it('a source that had to evict', async () => {
  await turns.changes(
    check,
    async () => {
      await ask(source, 'CONFIG SET maxmemory 4mb', FILL.replace('19999999', '2999999'));
      await ask(source, 'SETRANGE other 1999999 x', 'GET other');
    },
    () => ask(source, 'CONFIG SET maxmemory 0', 'CONFIG RESETSTAT'),
    { 'eviction.source': /evicted_keys \d+, policy allkeys-lru/ },
  );
});

it('more clients than the target lets in', async () => {
  const clients: Redis[] = [];
  await turns.changes(
    check,
    async () => {
      for (let count = 0; count < 30; count++) clients.push(await source.client());
      await ask(target, 'CONFIG SET maxclients 20');
    },
    () => {
      for (const client of clients) client.disconnect();
      return Promise.resolve();
    },
    { 'capacity.connections': /3\d clients, maxclients of the target is 20/ },
  );
});

it('a serverless cache is paid by what is written, nodes are not', async () => {
  const written = await checkPair({ server: source }, { server: target, place: SERVERLESS });
  turns.expect(written, await check(), { 'serverless.cost': /at one ECPU a kilobyte/ });
});

it('more data than a serverless cache holds, and than a machine can fork', async () => {
  await turns.changes(
    () => checkPair({ server: hollow }, { server: target, place: SERVERLESS }),
    () => reserveTables(hollow, 5.1e12),
    () => ask(hollow, 'FLUSHALL'),
    {
      'serverless.size': /the source uses 5[.,\d]* [TG]B, a serverless cache holds up to 5[.,\d]* [TG]B/,
      'capacity.forkHeadroom': /are not taken by the source, which holds 5[.,\d]* [TG]B/,
    },
  );
});

turns.isWhole();
