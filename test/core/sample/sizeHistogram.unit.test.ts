import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SizeHistogram } from '../../../src/core/sample/sizeHistogram';

/** The size that so large a share of them reaches, by sorting all. */
function truth(sizes: readonly number[], share: number): number {
  return sizes.toSorted((a, b) => a - b)[Math.ceil(share * sizes.length) - 1] ?? NaN;
}

it('tells nothing of nothing', () => {
  expect(new SizeHistogram().figures()).toBeNull();
  expect(new SizeHistogram().classes()).toEqual([]);
});

it('is within half a class and half a byte of the true percentiles, and exact in the mean and the largest', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(sizes, (all) => {
      const histogram = new SizeHistogram();
      for (const size of all) histogram.add(size);
      const figures = histogram.figures();
      const mean = all.reduce((sum, size) => sum + size, 0) / all.length;
      expect(figures?.largest).toBe(Math.max(...all));
      expect(Math.abs((figures?.mean ?? 0) - mean)).toBeLessThanOrEqual(1);
      for (const [share, told = 0] of [
        [0.5, figures?.median],
        [0.9, figures?.p90],
        [0.99, figures?.p99],
      ] as const) {
        const exact = truth(all, share);
        // The middle of a class is told, which is 2^(1/8) wide, and rounded.
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * (2 ** (1 / 16) - 1) + 0.501);
      }
    }),
  );
});

it('counts every size in the doubling that it is of, without a gap', () => {
  const size = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 40 }));
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 100 }), (all) => {
      const histogram = new SizeHistogram();
      for (const one of all) histogram.add(one);
      const classes = histogram.classes();
      for (const [index, { from, below, count }] of classes.entries()) {
        expect(count).toBe(all.filter((one) => one >= from && one < below).length);
        expect(from).toBe(index === 0 ? from : classes[index - 1]?.below);
      }
      expect(classes[0]?.count).toBeGreaterThan(0);
      expect(classes.at(-1)?.count).toBeGreaterThan(0);
      expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    }),
  );
});
