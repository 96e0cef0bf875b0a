import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Reservoir } from '../../../src/core/verify/reservoir';

it('keeps as many as it may of what it was offered, none twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.nat(200),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (size, offered, stream) => {
        const reservoir = new Reservoir<number>(size, () => Number(stream.next().value));
        for (let one = 0; one < offered; one++) reservoir.offer(() => one);
        expect(reservoir.offered).toBe(offered);
        expect(new Set(reservoir.items).size).toBe(Math.min(size, offered));
        for (const one of reservoir.items) expect(one).toBeLessThan(offered);
      },
    ),
  );
});

it('gives each the same chance', () => {
  // A generator of Lehmer's, so that the outcome is always the same.
  let state = 42;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const kept = new Uint32Array(100);
  for (let round = 0; round < 5_000; round++) {
    const reservoir = new Reservoir<number>(10, random);
    for (let one = 0; one < 100; one++) reservoir.offer(() => one);
    for (const one of reservoir.items) kept[one] = (kept[one] ?? 0) + 1;
  }
  for (const times of kept) expect(Math.abs(times - 500)).toBeLessThan(110);
});
