import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair, NODES } from './pair';
import { Turns } from './turns';
import type { Says } from './turns';

const turns = new Turns('clients');
let source: RunningServer;
let newer: RunningServer;
let target: RunningServer;
let guarded: RunningServer;

beforeAll(async () => {
  [source, newer, target, guarded] = await Promise.all([
    startServer({ server: 'redis-7.0.15' }),
    startServer({ server: 'redis-8.0' }),
    startServer({ server: 'valkey-8.1' }),
    startServer({ server: 'valkey-8.1', tls: true, requirepass: 'hidden' }),
  ]);
});
afterAll(async () => {
  await Promise.all([source, newer, target, guarded].map((server) => server.stop()));
});

const check = (): Promise<CheckReport> => checkPair({ server: source }, { server: target, place: NODES });

it('clients.restrictedCommands', async () => {
  const before = await check();
  await ask(source, 'CONFIG SET hz 10', 'BGSAVE');
  turns.expect(await check(), before, {
    'clients.restrictedCommands': /ElastiCache refuses\n.*BGSAVE \(1 call\)/,
  });
});

it('clients.missingCommands', async () => {
  await turns.changes(
    () => checkPair({ server: newer }, { server: target }),
    () => ask(newer, 'HSET h f v', 'HEXPIRE h 100 FIELDS 1 f'),
    () => ask(newer, 'DEL h', 'CONFIG RESETSTAT'),
    { 'clients.missingCommands': /Clients use HEXPIRE, which Valkey 8\.1\.\d+ does not know\n.*1 call/ },
  );
});

const SETTINGS: readonly (readonly [on: string, off: string, says: Says])[] = [
  [
    'CONFIG SET timeout 15',
    'CONFIG SET timeout 20',
    { 'clients.idleTimeout': /idle connections after 15 s/ },
  ],
  [
    'CONFIG SET lua-time-limit 6000',
    'CONFIG SET lua-time-limit 5000',
    { 'lua.timeLimit': /lua-time-limit is 6\.0 s/ },
  ],
  ['SCRIPT LOAD "return 1"', 'SCRIPT FLUSH', { 'lua.cachedScripts': /^1 script in the cache/ }],
  [
    'ACL SETUSER reader on >hidden ~* +@read',
    'ACL DELUSER reader',
    { 'clients.users': /1 user beside the default one, the target none/ },
  ],
];

it.each(SETTINGS)('%s, and %s', async (on, off, says) => {
  await turns.changes(
    check,
    () => ask(source, on),
    () => ask(source, off),
    says,
  );
});

it('clients.notifications, unless the target sends as many', async () => {
  await turns.changes(
    check,
    () => ask(source, 'CONFIG SET notify-keyspace-events Ex'),
    () => ask(target, 'CONFIG SET notify-keyspace-events AKE'),
    { 'clients.notifications': /notify-keyspace-events is "xE" on the source, empty/ },
  );
  await ask(target, 'CONFIG SET notify-keyspace-events Kx');
  expect((await check()).findings.map(({ rule }) => rule)).toContain('clients.notifications');
  await ask(source, 'CONFIG SET notify-keyspace-events ""');
});

const CONNECTED: readonly (readonly [what: string, does: (client: Redis) => Promise<unknown>, says: Says])[] =
  [
    [
      'SUBSCRIBE',
      (client) => client.subscribe('news'),
      { 'clients.subscribers': /^1 client subscribes to channels/ },
    ],
    [
      'CLIENT TRACKING',
      (client) => client.call('CLIENT', 'TRACKING', 'ON', 'BCAST'),
      { 'clients.tracking': /^1 client tracks keys/ },
    ],
    [
      'BLPOP',
      async (client) => {
        client.blpop('nothing', 60).catch(() => undefined);
        await client.ping().catch(() => undefined);
      },
      { 'clients.blocked': /^1 client waits in a blocking command/ },
    ],
  ];

it.each(CONNECTED)('a client of the source that did %s, and its end', async (_, does, says) => {
  const client = await source.client();
  const done = does(client);
  if (!('clients.blocked' in says)) await done;
  await turns.changes(
    check,
    () => expect.poll(async () => speaks(await check(), says)).toBe(true),
    async () => {
      client.disconnect();
      await done.catch(() => undefined);
    },
    says,
  );
});

function speaks(report: CheckReport, says: Says): boolean {
  return Object.keys(says).every((rule) => report.findings.some((finding) => finding.rule === rule));
}

it('clients.tls and clients.login: a target behind TLS and a password', async () => {
  turns.expect(await checkPair({ server: source }, { server: guarded }), await check(), {
    'clients.tls': /the target encrypts in transit/,
    'clients.login': /takes clients without a password and the target does not/,
  });
});

turns.isWhole();
