import { expect, it } from 'vitest';
import { keySlot } from './dataset/keySlot';
import { createPrng } from './dataset/prng';

it('gives the same values for the same seed, and others for another', () => {
  const draw = (seed: string): unknown[] => {
    const prng = createPrng(seed);
    return [
      prng.next(),
      prng.between(1, 6),
      prng.text(12),
      prng.bytes(9).toString('hex'),
      prng.skewed(2, 900),
    ];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

it('keeps its values for good, since datasets in reports are named by their seed', () => {
  const prng = createPrng('golden');
  expect([prng.next(), prng.next(), prng.next()]).toMatchInlineSnapshot(`
    [
      2552599020,
      4051961473,
      1304961606,
    ]
  `);
});

it('stays within the bounds it is given', () => {
  const prng = createPrng('bounds');
  for (let round = 0; round < 2000; round += 1) {
    const dice = prng.between(1, 6);
    expect(dice >= 1 && dice <= 6 && Number.isInteger(dice)).toBe(true);
    const size = prng.skewed(2, 50);
    expect(size >= 2 && size <= 50 && Number.isInteger(size)).toBe(true);
    expect(prng.text(round % 9)).toHaveLength(round % 9);
    expect(prng.bytes(round % 9)).toHaveLength(round % 9);
  }
});

it('names the slots that the cluster specification names', () => {
  expect(keySlot('123456789')).toBe(0x31c3 % 16_384);
  expect(keySlot('{user1000}.following')).toBe(keySlot('user1000'));
  expect(keySlot('foo{}{bar}')).not.toBe(keySlot('bar'));
  expect(keySlot('')).toBe(0);
});
