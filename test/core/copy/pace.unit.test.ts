import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/core/copy/pace';
import type { PaceLimits, Sleep } from '../../../src/core/copy/pace';
import { pacedPlan } from '../../../src/core/copy/pacedPlan';
import { Throttle } from '../../../src/core/copy/throttle';
import type { KeyBatch } from '../../../src/core/keyBatch';
import { MADE_BYTES, batchOf, namesOf } from './batchOf';

/** A clock that moves only when somebody sleeps. */
class SlowTime {
  time = 0;
  readonly now = (): number => this.time;
  readonly sleep: Sleep = async (milliseconds, signal) => {
    await Promise.resolve();
    if (!signal.aborted) this.time += milliseconds;
  };
}

async function* pagesOf(sizes: readonly number[]): AsyncGenerator<KeyBatch> {
  for (const [page, size] of sizes.entries()) {
    const keys = Array.from({ length: size }, (_, index) => ({ name: `${String(page)}:${String(index)}` }));
    yield await Promise.resolve(batchOf(keys));
  }
}

const never = new AbortController().signal;

async function paced(
  limits: PaceLimits,
  sizes: readonly number[],
): Promise<{ readonly names: string[]; readonly milliseconds: number; readonly most: number }> {
  const clock = new SlowTime();
  const names: string[] = [];
  let most = 0;
  for await (const piece of new Pace(limits, clock, clock.sleep).batches(pagesOf(sizes), never)) {
    names.push(...namesOf(piece));
    most = Math.max(most, piece.count);
  }
  return { names, milliseconds: clock.time, most };
}

describe('Pace', () => {
  it('hands on every key, in order, no faster than the limit, and hardly slower', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 10 });
    const rate = fc.integer({ min: 1, max: 5_000 });
    await fc.assert(
      fc.asyncProperty(sizes, rate, async (pages, keysPerSecond) => {
        const { names, milliseconds, most } = await paced({ keysPerSecond }, pages);
        const all: string[] = [];
        for await (const page of pagesOf(pages)) all.push(...namesOf(page));
        expect(names).toEqual(all);
        const burst = Math.max(1, Math.floor(keysPerSecond / 10));
        expect(most).toBeLessThanOrEqual(burst);
        const exact = (Math.max(0, all.length - burst) * 1000) / keysPerSecond;
        expect(milliseconds).toBeCloseTo(exact, 3);
      }),
      { numRuns: 50 },
    );
  });

  it('counts bytes, and lets a key through that is larger than a second', async () => {
    const { names, milliseconds } = await paced({ bytesPerSecond: 6 }, [5]);
    expect(names).toHaveLength(5);
    expect(milliseconds).toBeCloseTo(((5 * MADE_BYTES - 1) * 1000) / 6, 3);
  });

  it('keeps to both limits', async () => {
    const both = await paced({ bytesPerSecond: 1e9, keysPerSecond: 100 }, [200]);
    expect(both.milliseconds).toBeCloseTo(1900, 3);
  });

  it('gives no tokens for a clock set back, and no more than a burst for one that leaps', async () => {
    const clock = new SlowTime();
    const pace = new Pace({ keysPerSecond: 10 }, clock, clock.sleep);
    let seen = 0;
    for await (const piece of pace.batches(pagesOf([4]), never)) {
      seen += piece.count;
      if (seen === 1) clock.time -= 1_000_000;
      if (seen === 2) clock.time += 3_600_000;
    }
    // The second and the fourth key were waited for; the third had the token that fits.
    expect(clock.time).toBeCloseTo(3_600_000 - 1_000_000 + 200, 3);
  });

  it.each(['signal', 'stop'] as const)('ends at once, and quietly: by %s', async (by) => {
    const controller = new AbortController();
    const until: Sleep = (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
    const pace = new Pace({ keysPerSecond: 1 }, { now: () => 0 }, until);
    const pieces = pace.batches(pagesOf([3]), controller.signal);
    expect((await pieces.next()).value).toMatchObject({ count: 1 });
    const waiting = pieces.next();
    if (by === 'signal') controller.abort();
    else pace.stop();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });

  it('is kept with the plan as the throttle has it, so that a resumed copy goes on at it', () => {
    const plan = { onConflict: 'replace', keysPerSecond: 5, bytesPerSecond: 7 } as const;
    expect(pacedPlan(plan, undefined)).toEqual(plan);
    expect(pacedPlan(plan, new Throttle(2))).toEqual({ ...plan, keysPerSecond: 2 });
    expect(pacedPlan(plan, new Throttle(null))).toEqual({ onConflict: 'replace', bytesPerSecond: 7 });
  });

  it('goes by a throttle rather than by its own limit, and heeds a change for the rest of a batch', async () => {
    const clock = new SlowTime();
    const throttle = new Throttle(10);
    const pace = new Pace({ keysPerSecond: 1 }, clock, clock.sleep, { throttle });
    const told: [number, number][] = [];
    for await (const piece of pace.batches(pagesOf([503]), never)) {
      told.push([piece.count, clock.time]);
      if (told.length === 2) throttle.set(1_000);
      if (told.length === 4) throttle.set(null);
    }
    expect(told).toEqual([
      [1, 0],
      [1, 100],
      // What had been saved up is no more than fit then.
      [100, 200],
      [100, 300],
      // Cut when it was to go at that pace; all the rest is one.
      [301, 300],
    ]);
  });

  it('ends a wait that a change makes needless', async () => {
    let now = 0;
    const slept: number[] = [];
    const sleep: Sleep = (ms, signal) =>
      new Promise((resolve) => {
        slept.push(ms);
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
    const throttle = new Throttle(1);
    const pieces = new Pace({}, { now: () => now }, sleep, { throttle }).batches(pagesOf([3]), never);
    await pieces.next();
    const second = pieces.next();
    await new Promise<void>((resolve) => setImmediate(resolve));
    now = 100;
    throttle.set(null);
    expect((await second).value).toMatchObject({ count: 1 });
    expect(slept).toEqual([1_000]);
    expect((await pieces.next()).value).toMatchObject({ count: 1 });
    expect(slept).toHaveLength(1);
  });

  it('leaves the position of a batch to its last piece', async () => {
    const clock = new SlowTime();
    const position = { node: '', runId: 'one', database: 0, slots: '', cursor: '7' };
    async function* batches(): AsyncGenerator<KeyBatch> {
      for (const size of [25, 3, 0]) {
        const keys = Array.from({ length: size }, (_, index) => ({ name: String(index) }));
        yield await Promise.resolve({ ...batchOf(keys), position });
      }
    }
    const told: [number, boolean][] = [];
    for await (const piece of new Pace({ keysPerSecond: 100 }, clock, clock.sleep).batches(
      batches(),
      never,
    )) {
      told.push([piece.count, piece.position === position]);
    }
    expect(told).toEqual([
      [10, false],
      [10, false],
      [5, true],
      [3, true],
      [0, true],
    ]);
  });
});
