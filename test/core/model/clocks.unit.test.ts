import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ONE_CLOCK_MS, clockDifference, sameExpiry } from '../../../src/core/model/clocks';

const clock = (clockOffset: number, clockError: number | null = 1) => ({ clockOffset, clockError });

describe('clockDifference', () => {
  it.each([
    ['ahead', clock(100), clock(5_100), 5_000],
    ['behind', clock(5_100), clock(100), -5_000],
    ['the same', clock(70), clock(75), 0],
    ['further apart than clocks that count as one', clock(0), clock(ONE_CLOCK_MS + 1), ONE_CLOCK_MS + 1],
    ['not further apart than the measurements may be wrong', clock(0, 300), clock(700, 400), 0],
    ['a little further', clock(0, 300), clock(701, 400), 701],
    ['not known', clock(0, null), clock(9_000), 0],
    ['not known either', clock(9_000), clock(0, null), 0],
  ])('is right for a target that is %s', (_, source, target, expected) => {
    expect(clockDifference(source, target)).toBe(expected);
  });

  it('is never made up by the measurements', () => {
    const error = fc.integer({ min: 0, max: 500 });
    const wrong = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), error, error, wrong, wrong, (truth, one, other, first, second) => {
        const source = clock(truth + Math.trunc(first * one), one);
        const target = clock(truth + Math.trunc(second * other), other);
        expect(clockDifference(source, target)).toBe(0);
      }),
    );
  });
});

describe('sameExpiry', () => {
  it('is exact where the clocks are one', () => {
    const same = sameExpiry(clock(3), clock(5), 0);
    expect(same(1_000, 1_000)).toBe(true);
    expect(same(1_000, 1_001)).toBe(false);
    expect(same(0, 0)).toBe(true);
    expect(same(0, 1)).toBe(false);
    expect(same(1, 0)).toBe(false);
    expect(sameExpiry(clock(3), clock(5), 20)(1_000, 1_020)).toBe(true);
  });

  it('takes the same moment and the same time left, where they are not', () => {
    const same = sameExpiry(clock(0), clock(-60_000), 0);
    expect(same(100_000, 100_000)).toBe(true);
    expect(same(100_000, 40_000)).toBe(true);
    // Measured a little differently when it was copied.
    expect(same(100_000, 40_006)).toBe(true);
    expect(same(100_000, 40_100)).toBe(false);
    expect(same(100_000, 160_000)).toBe(false);
  });

  it('finds what the same clocks have copied', () => {
    const error = fc.integer({ min: 1, max: 100 });
    const wrong = fc.tuple(...[0, 1, 2, 3].map(() => fc.double({ min: -1, max: 1, noNaN: true })));
    const moment = fc.integer({ min: 10 ** 6, max: 10 ** 12 });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: -90_000, max: 90_000 }),
        error,
        wrong,
        (at, ahead, off, doubts) => {
          const read = (offset: number, doubt = 0) => clock(offset + Math.trunc(doubt * off), off);
          const copied = at + clockDifference(read(0, doubts[0]), read(ahead, doubts[1]));
          const verified = sameExpiry(read(0, doubts[2]), read(ahead, doubts[3]), 0);
          // Where one measurement tells the clocks apart and the other does not, the lesser difference is left open.
          if (Math.abs(ahead) > 4 * off + ONE_CLOCK_MS || ahead === 0)
            expect(verified(at, copied)).toBe(true);
        },
      ),
    );
  });
});
