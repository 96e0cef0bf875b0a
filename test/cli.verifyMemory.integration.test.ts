import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerifyResult } from '../src/core/model/verification';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, startCli } from './node/runCli';

/** A hash of 216 MB: 120,000 fields of 1,800 bytes. Made by the server itself, which is quickest; the order is the server's own. */
const FILL = `
  local value = string.rep('x', 1800)
  for index = 1, 120000 do redis.call('HSET', KEYS[1], index, value) end
  for index = 1, 20 do redis.call('SET', 'mb:' .. index, string.rep(index, 500000)) end
`;

/** Small strings, up to so many in all. */
const FILL_SMALL = `
  local value = string.rep('x', 60)
  for index = tonumber(ARGV[1]) + 1, tonumber(ARGV[2]) do redis.call('SET', 'small:' .. index, index .. value) end
`;

let source: RunningServer;
let target: RunningServer;
let to: Redis;
let environment: Record<string, string> = {};

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  to = await target.client();
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

/** Verifies, and tells how many megabytes of memory that took at most. */
async function verify(
  code: number,
  ...options: readonly string[]
): Promise<{ readonly result: VerifyResult; readonly peak: number }> {
  const ends = ['--source', source.url, '--target', target.url, '--json'];
  const { child, done } = await startCli(['verify', ...ends, ...options], { env: environment });
  let peak = 0;
  const sampling = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 50);
  const result = documentOf(expectExit(await done, code)) as VerifyResult;
  clearInterval(sampling);
  expect(peak).toBeGreaterThan(40);
  return { result, peak };
}

describe('one key of 216 MB', () => {
  beforeAll(async () => {
    for (const server of [source, target]) {
      const client = await server.client();
      await client.flushall();
      await client.eval(FILL, 1, 'large');
    }
  });

  it('is compared in 200 MB of memory', async () => {
    const { result, peak } = await verify(0);
    expect(result).toMatchObject({ status: 'done', keys: { compared: 21, equal: 21 } });
    expect(peak).toBeLessThan(200);
  });

  it('shows one field that is different, and is repaired, in no more', async () => {
    await to.hset('large', '77777', 'y');
    const found = await verify(1);
    expect(found.result.differences).toMatchObject([
      { key: Buffer.from('large').toString('base64'), kinds: ['value'], detail: 'the fields differ' },
    ]);
    expect(found.peak).toBeLessThan(200);
    const mended = await verify(0, '--repair');
    expect(mended.result.keys).toMatchObject({ equal: 21, repaired: 1 });
    expect(mended.peak).toBeLessThan(200);
    expect(await to.hget('large', '77777')).toHaveLength(1800);
    expect(await to.dbsize()).toBe(21);
  });
});

describe('many small keys', () => {
  const FEW = 100_000;
  const MANY = 300_000;

  // The room that is left for garbage grows with the time that a program runs: without it, what is seen is what is held.
  beforeAll(() => {
    environment = { NODE_OPTIONS: '--max-semi-space-size=1 --max-old-space-size=20' };
  });

  async function fill(from: number, to: number): Promise<void> {
    for (const server of [source, target]) {
      const client = await server.client();
      if (from === 0) await client.flushall();
      await client.eval(FILL_SMALL, 0, from, to);
    }
  }

  it.each(['quick', 'full'])(
    'are compared in memory that does not grow with their number (%s)',
    async (mode) => {
      await fill(0, FEW);
      const few = await verify(0, '--verify', mode);
      await fill(FEW, MANY);
      let least = Infinity;
      for (let round = 0; round < 3 && least - few.peak >= 30; round++) {
        const { result, peak } = await verify(0, '--verify', mode);
        expect(result).toMatchObject({ status: 'done', keys: { compared: MANY, equal: MANY, extra: 0 } });
        expect(peak).toBeLessThan(200);
        least = Math.min(least, peak);
      }
      expect(least - few.peak).toBeLessThan(30);
    },
  );
});
