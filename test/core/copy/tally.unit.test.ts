import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counts, QUARANTINE_LISTED } from '../../../src/core/copy/counts';
import type { Checkpoint } from '../../../src/core/copy/checkpoint';
import { Tally } from '../../../src/core/copy/tally';
import { Failure } from '../../../src/core/model/failure';
import { Throttle } from '../../../src/core/copy/throttle';
import { Rate } from '../../../src/core/model/rate';

const clockAt = (time: { now: number }): { now(): number } => ({ now: () => time.now });
const key = { key: 'aw==', db: 0, type: 'string', reason: 'why' } as const;

describe('Tally', () => {
  it('adds up, whatever happens in whatever order', () => {
    const events = ['copied', 'skipped', 'expired', 'quarantined', 'excluded'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (all) => {
        const tally = new Tally(clockAt({ now: 0 }));
        tally.scanned(all.filter((event) => event !== 'excluded').length);
        for (const event of all) {
          if (event === 'copied') tally.copied(10);
          else if (event === 'quarantined') tally.quarantined(key);
          else if (event === 'excluded') tally.excluded(1);
          else tally[event]();
        }
        const { keys, bytes } = tally.result('complete');
        const { copied, skipped, expired, quarantined, excluded = 0 } = keys;
        expect(copied + skipped + expired + quarantined + excluded).toBe(keys.scanned);
        expect(keys.scanned).toBe(all.length);
        expect(bytes).toBe(10 * keys.copied);
      }),
    );
  });

  it('is done only when nothing was lost or quarantined', () => {
    const make = (change: (tally: Tally) => void): string => {
      const tally = new Tally(clockAt({ now: 0 }));
      change(tally);
      return tally.result('complete').status;
    };
    expect(
      make((tally) => {
        tally.skipped();
        tally.expired();
      }),
    ).toBe('done');
    expect(
      make((tally) => {
        tally.lost('hash-field-ttl');
      }),
    ).toBe('incomplete');
    expect(
      make((tally) => {
        tally.quarantined(key);
      }),
    ).toBe('incomplete');
    expect(
      make((tally) => {
        tally.quarantined({ ...key, type: 'function' });
      }),
    ).toBe('incomplete');
  });

  it('says how it ended, and how long it took', () => {
    const time = { now: 1000 };
    const tally = new Tally(clockAt(time));
    time.now = 3500;
    expect(tally.result('cancelled')).toMatchObject({ status: 'cancelled', seconds: 2.5 });
    const failure = new Failure('server.memory', { what: 'Could not', why: 'full', next: 'Grow.' });
    expect(tally.result(failure)).toMatchObject({
      status: 'failed',
      failure: { code: 'server.memory', message: 'Could not: full. Grow.' },
    });
  });

  it('counts all of the quarantine, and lists a part; libraries are no keys', () => {
    const tally = new Tally(clockAt({ now: 0 }));
    tally.quarantined({ ...key, type: 'function' });
    for (let index = 0; index < QUARANTINE_LISTED + 5; index++) tally.quarantined(key);
    tally.lost('hash-field-ttl');
    tally.lost('hash-field-ttl');
    const result = tally.result('complete');
    expect(result.quarantine).toHaveLength(QUARANTINE_LISTED);
    expect(result.keys.quarantined).toBe(QUARANTINE_LISTED + 5);
    expect(result.losses).toEqual([{ kind: 'hash-field-ttl', count: 2 }]);
  });
});

describe('a tally that goes on', () => {
  it('counts what was copied before, and by its part, but not as its speed', () => {
    const time = { now: 0 };
    const counts = new Counts();
    counts.scanned(9_000);
    const position = { node: '', runId: 'one', database: 3, slots: '', cursor: '7' };
    const checkpoint: Checkpoint = {
      state: 'underWay',
      plan: { onConflict: 'replace' },
      source: { product: 'redis', mode: 'standalone', runId: 'a' },
      target: { product: 'redis', mode: 'standalone', runId: 'b', evictedKeys: 0 },
      seconds: 60,
      libraries: null,
      scans: [{ position, counts: counts.document() }],
      notices: [],
    };
    const tally = Tally.of(checkpoint.plan, clockAt(time), checkpoint);
    tally.phase = 'keys';
    tally.total = 10_000;
    time.now = 1_000;
    const more = new Counts();
    more.scanned(100);
    tally.add(more.document(), { node: '', database: 3 });
    expect(tally.progress()).toMatchObject({ rate: 100, secondsLeft: 9 });
    expect(tally.progress().detail?.parts).toEqual([
      { node: '', database: 3, keys: 9_100, bytes: 0, total: 0 },
    ]);
    tally.forget(checkpoint);
    time.now = 2_000;
    expect(tally.progress()).toMatchObject({ rate: 0, keys: { scanned: 100 } });
    expect(tally.progress().detail?.parts).toMatchObject([{ keys: 100 }]);
  });
});

describe('Rate', () => {
  it('does not count what was done before it began, nor what is taken back', () => {
    const time = { now: 0 };
    const rate = new Rate(() => time.now);
    rate.begin(50_000);
    time.now = 1_000;
    expect(rate.measure(50_200, 100_000)).toEqual({ rate: 200, secondsLeft: 249 });
    time.now = 2_000;
    expect(rate.measure(0, 100_000)).toEqual({ rate: 0, secondsLeft: null });
  });

  it('follows the last seconds only', () => {
    const time = { now: 0 };
    const rate = new Rate(() => time.now);
    expect(rate.measure(0, 100)).toEqual({ rate: 0, secondsLeft: null });
    for (; time.now < 10_000; time.now += 500) rate.measure(time.now, 0);
    expect(rate.measure(10_000, 20_000).rate).toBeCloseTo(1000);
    for (; time.now < 20_000; time.now += 500) rate.measure(10_000 + (time.now - 10_000) / 10, 0);
    const { rate: slow, secondsLeft } = rate.measure(11_000, 12_000);
    expect(slow).toBeCloseTo(100, -1);
    expect(secondsLeft).toBeCloseTo(10, 0);
  });

  it('falls to nothing within two seconds of nothing coming forward, and does not count that time for long', () => {
    const time = { now: 0 };
    const rate = new Rate(() => time.now);
    for (; time.now < 5_000; time.now += 250) rate.measure(time.now, 60_000);
    expect(rate.measure(5_000, 60_000)).toEqual({ rate: 1_000, secondsLeft: 55 });
    for (; time.now < 7_000; time.now += 250) rate.measure(5_000, 60_000);
    expect(rate.measure(5_000, 60_000)).toEqual({ rate: 0, secondsLeft: null });
    // Nobody asks while the engine is stopped.
    time.now = 60_000;
    expect(rate.measure(5_100, 60_000).secondsLeft).toBeNull();
    for (; time.now < 61_000; time.now += 250) rate.measure(5_100 + (time.now - 60_000), 60_000);
    const again = rate.measure(6_100, 60_000);
    expect(again.rate).toBeCloseTo(1_000);
    expect(again.secondsLeft).toBeCloseTo(53.9);
  });

  it('begins anew when the pace is changed', () => {
    const time = { now: 0 };
    const tally = new Tally(clockAt(time), {});
    tally.throttle = new Throttle(1_000);
    tally.total = 10_000;
    const add = (count: number): void => {
      const more = new Counts();
      more.scanned(count);
      tally.add(more.document());
    };
    tally.progress();
    time.now = 1_000;
    add(1_000);
    expect(tally.progress()).toMatchObject({ rate: 1_000, secondsLeft: 9 });
    tally.throttle.set(100);
    expect(tally.progress()).toMatchObject({ rate: 0, secondsLeft: null });
    time.now = 2_000;
    add(100);
    expect(tally.progress()).toMatchObject({ rate: 100, secondsLeft: 89 });
  });

  it('never gives a number that is not finite or negative', () => {
    const step = fc.tuple(fc.nat(5000), fc.nat(100_000));
    fc.assert(
      fc.property(fc.array(step), fc.nat(), (steps, total) => {
        const time = { now: 0 };
        const rate = new Rate(() => time.now);
        let done = 0;
        for (const [wait, more] of steps) {
          time.now += wait;
          done += more;
          const measured = rate.measure(done, total);
          expect(Number.isFinite(measured.rate) && measured.rate >= 0).toBe(true);
          expect(measured.secondsLeft === null || measured.secondsLeft >= 0).toBe(true);
        }
      }),
    );
  });
});
