import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOf, shareOut } from '../../../src/core/sample/shareOut';

const budget = { keys: 100, seconds: 10, bytes: 1_000 };

it('gives each as much as it holds of all, and time in turns or at once', () => {
  expect(shareOut(budget, [300, 100], true)).toEqual([
    { keys: 75, seconds: 7.5, bytes: 750 },
    { keys: 25, seconds: 2.5, bytes: 250 },
  ]);
  expect(shareOut(budget, [300, 100], false).map(({ seconds }) => seconds)).toEqual([10, 10]);
});

it('bounds no keys where all may be looked at', () => {
  expect(shareOut(budget, [60, 40], true).map(({ keys }) => keys)).toEqual([Infinity, Infinity]);
  expect(shareOut(budget, [0], true)).toEqual([{ keys: Infinity, seconds: 10, bytes: 1_000 }]);
});

it('never gives out much more than there is', () => {
  const held = fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 20 });
  fc.assert(
    fc.property(held, fc.integer({ min: 1, max: 1e6 }), (keys, most) => {
      const shares = shareOut({ ...budget, keys: most }, keys, true);
      const total = keys.reduce((sum, count) => sum + count, 0);
      const given = shares.reduce((sum, share) => sum + share.keys, 0);
      if (total > most) expect(given).toBeLessThanOrEqual(most + keys.length);
      expect(shares.reduce((sum, share) => sum + share.bytes, 0)).toBeLessThanOrEqual(
        1_000 * Math.max(1, keys.length),
      );
    }),
  );
});

it('ends as the worst of them', () => {
  expect(endOf([])).toBe('end');
  expect(endOf(['end', 'keys', 'end'])).toBe('keys');
  expect(endOf(['seconds', 'latency', 'bytes'])).toBe('latency');
});
