import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CopyPlan } from '../../../src/core/copy/plan';
import type { Progress } from '../../../src/core/model/progress';
import { startPhoenix } from '../../lab/faults/phoenix';
import type { Phoenix } from '../../lab/faults/phoenix';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { keptCopy } from './keptCopy';
import type { KeptCopy } from './keptCopy';

/** So many and so large, and so slowly copied, that not all are read ahead by the time that harm is done. */
const KEYS = 5_000;
const BYTES = 10_000;
const PLAN: CopyPlan = { onConflict: 'replace' };
const SLOWLY = { keysPerSecond: 5_000 };

let source: Phoenix;
let target: RunningServer;

async function start(...config: string[]): Promise<void> {
  source = await startPhoenix({
    server: 'redis-8.0',
    debugCommand: true,
    config: ['rdbcompression no', ...config],
  });
  await populate();
}

async function populate(): Promise<void> {
  await (await source.server().client()).call('DEBUG', 'POPULATE', KEYS, 'key', BYTES);
}

async function size(server = target): Promise<number> {
  return (await server.client()).dbsize();
}

/** Copies with harm done once, when a third of the keys are copied. */
async function copyWith(harm: () => Promise<unknown>, plan = PLAN): Promise<KeptCopy> {
  let done = false;
  const found = await keptCopy(
    { source: source.server(), target },
    { ...plan, ...SLOWLY },
    undefined,
    async ({ keys }: Progress) => {
      if (done || keys.copied < KEYS / 3) return;
      done = true;
      return harm();
    },
  );
  expect(done).toBe(true);
  return found;
}

beforeEach(async () => {
  target = await startServer({ server: 'valkey-8.1' });
});

afterEach(async () => {
  await Promise.all([source.stop(), target.stop()]);
});

describe('a source that is killed in the middle of a copy', () => {
  it.each(['replace', 'fail'] as const)(
    'and comes back empty, fails it, and it goes on once the data is back (%s)',
    async (onConflict) => {
      await start();
      const plan = { onConflict };
      const { result, kept } = await copyWith(() => source.rise(), plan);
      expect(result).toMatchObject({ status: 'failed', failure: { code: 'source.emptied' } });
      expect(result.failure?.message).toMatch(
        /the source was restarted.*holds 0 keys where it held 5,000: it came back without its data\. Bring its data back/,
      );
      // What is on the target is counted, and still there.
      expect(result.keys.copied).toBe(await size());
      expect(result.keys.copied).toBeGreaterThanOrEqual(KEYS / 3);
      expect(result.bytes).toBeGreaterThan(0);
      expect(kept).toMatchObject({ state: 'underWay', held: { '': { keys: { 0: KEYS } } } });

      const ends = { source: source.server(), target };
      const still = await keptCopy(ends, plan, kept);
      expect(still.result).toMatchObject({ status: 'failed', failure: { code: 'source.emptied' } });
      expect(still.result.keys.copied).toBe(result.keys.copied);

      await populate();
      const last = await keptCopy(ends, plan, still.kept);
      expect(last.result).toMatchObject({
        status: 'done',
        keys: { scanned: KEYS, copied: KEYS, quarantined: 0 },
      });
      expect(await size()).toBe(KEYS);
    },
  );

  it('and comes back with its data, is read from its beginning', async () => {
    await start('appendonly yes');
    const client = await source.server().client();
    // What DEBUG makes is not appended.
    await client.call('BGREWRITEAOF');
    await expect
      .poll(() => client.info('persistence'), { timeout: 10_000 })
      .toMatch(/aof_rewrite_in_progress:0[^]*aof_rewrite_scheduled:0[^]*aof_last_bgrewrite_status:ok/);
    const { result } = await copyWith(() => source.rise());
    expect(result.failure).toBeUndefined();
    expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
    expect(result.notices).toEqual([expect.stringMatching(/database 0 is read again/)]);
    expect(result.sourceLost).toBeUndefined();
  });

  it('and comes back with most of its data, leaves the copy incomplete, also when it is resumed', async () => {
    await start();
    await (await source.server().client()).call('SAVE');
    await (await source.server().client()).call('DEBUG', 'POPULATE', 1_000, 'late', 10);
    const lacks = 'holds 5,000 keys where it held 6,000: the others expired, or were lost';
    const harm = async (): Promise<'stop'> => {
      await source.rise();
      return 'stop';
    };
    const stopped = await copyWith(harm);
    const ends = { source: source.server(), target };
    let steps = 0;
    const second = await keptCopy(ends, PLAN, stopped.kept, () => Promise.resolve(++steps > 9 && 'stop'));
    expect(second.result.status).toBe('cancelled');
    const { result } = await keptCopy(ends, PLAN, second.kept);
    expect(result).toMatchObject({ status: 'incomplete', sourceLost: true, quarantine: [], losses: [] });
    expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS });
    expect(result.notices?.filter((notice) => notice.includes(lacks))).toHaveLength(1);
  });

  it('and comes back without keys that expire, says so and is done', async () => {
    await start();
    const client = await source.server().client();
    await client.call('SAVE');
    for (let index = 0; index < 100; index++) await client.set(`session:${String(index)}`, 'a', 'EX', 600);
    const { result } = await copyWith(() => source.rise());
    expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS } });
    expect(result.notices?.join('\n')).toMatch(
      /holds 5,000 keys where it held 5,100: the others expired, or were lost/,
    );
  });
});

describe('a run that goes on to a target which was emptied meanwhile', () => {
  it.each(['replace', 'fail'] as const)('begins anew, and says so (%s)', async (onConflict) => {
    await start();
    const plan = { onConflict };
    const stopped = await copyWith(() => Promise.resolve('stop'), plan);
    expect(stopped.result.status).toBe('cancelled');
    await (await target.client()).flushall();
    const { result } = await keptCopy({ source: source.server(), target }, plan, stopped.kept);
    expect(result).toMatchObject({
      status: 'done',
      keys: { scanned: KEYS, copied: KEYS, skipped: 0, quarantined: 0 },
    });
    expect(result.notices).toEqual([
      expect.stringMatching(/^The target holds 0 keys of the \d,\d{3} that this run had written/),
    ]);
    expect(await size()).toBe(KEYS);
  });

  it('goes on where it was when only keys that expire are gone', async () => {
    await start();
    const client = await source.server().client();
    for (let index = 0; index < KEYS; index += 2) await client.expire(`key:${String(index)}`, 600);
    const stopped = await copyWith(() => Promise.resolve('stop'));
    const there = await target.client();
    for (let index = 0; index < KEYS; index += 2) await there.pexpire(`key:${String(index)}`, 1);
    const before = stopped.result.keys.copied;
    await expect.poll(() => size()).toBeLessThan(before * 0.7);
    const { result } = await keptCopy({ source: source.server(), target }, PLAN, stopped.kept);
    expect(result.notices).toBeUndefined();
    expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  });
});
