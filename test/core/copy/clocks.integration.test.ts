import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { runCopy, runVerify } from '../runs';

const AHEAD_S = 3_600;
const KEYS = 1_000;
/** By how much the measured difference may be off: half a round trip to each server, on a busy machine. */
const TOLERANCE_MS = 100;

let right: RunningServer;
let early: RunningServer;
let late: RunningServer;

beforeAll(async () => {
  [right, early, late] = await Promise.all([
    startServer({ server: 'valkey-9.1' }),
    startServer({ server: 'redis-7.0.15', clockAhead: AHEAD_S }),
    startServer({ server: 'redis-7.0.15', clockAhead: -AHEAD_S }),
  ]);
});

afterAll(async () => {
  await Promise.all([right.stop(), early.stop(), late.stop()]);
});

/** Keys that live for 100 to 1,099 seconds, and some that do not expire. */
async function fill(client: Redis): Promise<void> {
  await client.flushall();
  const pipeline = client.pipeline();
  for (let index = 0; index < KEYS; index++) {
    const name = `key:${String(index)}`;
    pipeline.set(name, 'value');
    if (index % 3 !== 0) pipeline.pexpire(name, (100 + index) * 1000);
  }
  for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
}

/** The milliseconds that each key has left; -1 for those that do not expire. */
async function left(client: Redis): Promise<number[]> {
  const pipeline = client.pipeline();
  for (let index = 0; index < KEYS; index++) pipeline.pttl(`key:${String(index)}`);
  return ((await pipeline.exec()) ?? []).map(([, answer]) => Number(answer));
}

const apart = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((time, index) => Math.abs(time - (other[index] ?? NaN))));

it.each([
  ['ahead of', () => [right, early] as const, AHEAD_S],
  ['behind', () => [early, right] as const, -AHEAD_S],
  ['far ahead of', () => [late, early] as const, 2 * AHEAD_S],
  ['far behind', () => [early, late] as const, -2 * AHEAD_S],
])('keys live as long at a target whose clock is %s the source’s', async (_, pair, ahead) => {
  const [source, target] = pair();
  await fill(await source.client());
  await (await target.client()).flushall();
  const result = await runCopy(source, target, { onConflict: 'replace' });
  expect(result).toMatchObject({ status: 'done', keys: { copied: KEYS, expired: 0 } });
  expect(Math.abs((result.clockDifference ?? 0) - ahead * 1000)).toBeLessThan(TOLERANCE_MS);
  expect(await runVerify(source, target)).toMatchObject({ status: 'done', keys: { equal: KEYS } });
  const began = Date.now();
  const there = await left(await target.client());
  const here = await left(await source.client());
  const slack = TOLERANCE_MS + Date.now() - began;
  expect(apart(here, there)).toBeLessThan(slack);
  expect(there.filter((time) => time === -1)).toHaveLength(Math.ceil(KEYS / 3));
});

it('finds an expiry that is neither the moment nor the time left', async () => {
  await fill(await right.client());
  const client = await early.client();
  await client.flushall();
  await runCopy(right, early, { onConflict: 'replace' });
  await client.pexpire('key:1', 300_000);
  expect(await runVerify(right, early)).toMatchObject({
    keys: { equal: KEYS - 1, different: 1 },
    differences: [{ key: Buffer.from('key:1').toString('base64'), kinds: ['expiry'] }],
  });
});

it('leaves expiries as they are where the clocks are one', async () => {
  await using target = await startServer({ server: 'redis-7.0.15' });
  const client = await right.client();
  await fill(client);
  const result = await runCopy(right, target, { onConflict: 'replace' });
  expect(result.clockDifference).toBeUndefined();
  const moments = async (from: Redis): Promise<unknown[]> => {
    const pipeline = from.pipeline();
    for (let index = 0; index < KEYS; index++) pipeline.call('PEXPIRETIME', `key:${String(index)}`);
    return ((await pipeline.exec()) ?? []).map(([, moment]) => moment);
  };
  expect(await moments(await target.client())).toEqual(await moments(client));
});
