import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NODE_TYPES, smallestNodes } from '../../../src/core/plan/nodeTypes';

it('names the smallest of each family that holds the data beside what is reserved', () => {
  expect(smallestNodes(300e6).map(({ name }) => name)).toEqual([
    'cache.t4g.micro',
    'cache.m7g.large',
    'cache.r7g.large',
  ]);
  expect(smallestNodes(8e9).map(({ name }) => name)).toEqual(['cache.m7g.xlarge', 'cache.r7g.large']);
  expect(smallestNodes(8e9, 2).map(({ name }) => name)).toEqual(['cache.m7g.large', 'cache.r7g.large']);
  expect(smallestNodes(400e9)).toEqual([]);
});

it('what it names always fits, and nothing smaller of the family would', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 500e9, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      (bytes, shards) => {
        for (const fit of smallestNodes(bytes, shards)) {
          expect(fit.usable).toBeGreaterThanOrEqual(bytes);
          expect(fit.usable).toBeLessThan(fit.bytes * shards);
          expect(fit.headroom).toBeGreaterThanOrEqual(0);
          expect(fit.headroom).toBeLessThanOrEqual(1);
          const family = fit.name.split('.')[1];
          const smaller = NODE_TYPES.filter(
            ({ name, bytes: size }) => name.split('.')[1] === family && size < fit.bytes,
          );
          for (const { bytes: size } of smaller) expect(size * 0.75 * shards).toBeLessThan(bytes);
        }
      },
    ),
  );
});
