import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import { claimVersion } from '../../../lab/servers/claimVersion';
import type { Claim } from '../../../lab/servers/claimVersion';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startServer } from '../../../lab/servers/startServer';
import { ask, checkPair, NODES } from './pair';
import type { End } from './pair';
import { Turns } from './turns';

// Versions before Redis 6 cannot be had any more: one of 6.0 that lacks what came later claims to be of them.

const LATER = ['HELLO', 'ACL', 'XADD', 'XINFO', 'XRANGE', 'XREAD', 'XREADGROUP'];
const turns = new Turns('older');
let source: RunningServer;
let target: RunningServer;
let behind: RunningServer;
let four: Claim;
let two: Claim;

beforeAll(async () => {
  [source, target, behind] = await Promise.all([
    startServer({ server: 'redis-7.0.15' }),
    startServer({ server: 'redis-6.0' }),
    startServer({ server: 'redis-6.0', config: LATER.map((name) => `rename-command ${name} ""`) }),
  ]);
  four = await claimVersion(behind, '4.0.14');
  two = await claimVersion(behind, '2.8.20');
});
afterAll(async () => {
  for (const claim of [four, two]) await claim[Symbol.asyncDispose]();
  await Promise.all([source, target, behind].map((server) => server.stop()));
});

function through({ port }: Claim): End {
  return { server: behind, dial: { address: { host: '127.0.0.1', port, tls: false } }, place: NODES };
}

it('as target: no streams, no RESP3, and none that AWS migrates to online', async () => {
  const speaker = await source.client();
  await speaker.call('HELLO', '3');
  await ask(source, 'XADD s * f v');
  const down = await checkPair({ server: source }, through(four));
  expect(down.profile.target).toMatchObject({ version: '4.0.14' });
  turns.expect(down, await checkPair({ server: source }, { server: target, place: NODES }), {
    'stream.support': /^1 stream cannot be copied: Redis 4\.0\.14 has no streams/,
    'clients.protocol': /^1 client speaks RESP3, which Redis 4\.0\.14 does not/,
    'online.targetVersion': /Redis 4\.0\.14 is too old as the target/,
  });
  expect(blockedBy(down)).toContain('online.targetVersion');
});

it('as source: an upgrade that takes long, and one that is too old for an online migration', async () => {
  const newer = await checkPair({ server: target, place: NODES }, { server: target, place: NODES });
  turns.expect(await checkPair(through(four), { server: target, place: NODES }), newer, {
    'upgrade.downtime': /of Redis 4\.0\.14 takes the cache away/,
  });
  const { server, dial = {} } = through(two);
  const own = await checkPair({ server: target }, { server: target, place: NODES });
  const ancient = await checkPair({ server, dial }, { server: target, place: NODES });
  turns.expect(ancient, own, { 'online.sourceVersion': /Redis 2\.8\.20 is too old for an online migration/ });
  expect(blockedBy(ancient)).toContain('online.sourceVersion');
});

/** What blocks an online migration, or makes it a risk. */
function blockedBy({ routes }: CheckReport): readonly string[] {
  const online = routes.find(({ route }) => route === 'online-migration');
  expect(online?.verdict).toBe('blocked');
  return online?.reasons ?? [];
}

turns.isWhole();
