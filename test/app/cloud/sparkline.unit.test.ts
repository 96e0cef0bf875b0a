import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sparkline } from '../../../src/app/cloud/sparkline';

it('draws a bar for each point, of all or of the highest, and says where nothing was measured', () => {
  expect(sparkline([0, 50, 100], 100)).toBe('▁▅█');
  expect(sparkline([1, 2, null, 8])).toBe('▂▃·█');
  expect(sparkline([0, 0])).toBe('▁▁');
  expect(sparkline([200, -1], 100)).toBe('█▁');
  expect(sparkline([])).toBe('');
});

it('draws what is higher never lower', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 1 }), (points) => {
      const bars = Array.from(sparkline(points));
      expect(bars).toHaveLength(points.length);
      points.forEach((point, index) => {
        points.forEach((other, at) => {
          if (point > other) expect((bars[index] ?? '') >= (bars[at] ?? '')).toBe(true);
        });
      });
    }),
    { numRuns: 30 },
  );
});
