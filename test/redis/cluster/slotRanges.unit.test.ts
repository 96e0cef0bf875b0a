import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesOf, slotsOf } from '../../../src/redis/cluster/slotRanges';
import { SLOT_COUNT } from '../../../src/redis/cluster/slots';

const flagsOf = (slots: readonly number[]): Uint8Array => {
  const flags = new Uint8Array(SLOT_COUNT);
  for (const slot of slots) flags[slot] = 1;
  return flags;
};

describe('ranges of slots', () => {
  it('are short, and mean what they say', () => {
    expect(rangesOf(flagsOf([]))).toBe('');
    expect(rangesOf(flagsOf([0, 1, 2, 9_000, 16_382, 16_383]))).toBe('0-2,9000,16382-16383');
    expect(rangesOf(new Uint8Array(SLOT_COUNT).fill(1))).toBe('0-16383');
  });

  it('come back as the slots that they were', () => {
    const slots = fc.array(fc.integer({ min: 0, max: SLOT_COUNT - 1 }), { maxLength: 50 });
    fc.assert(
      fc.property(slots, (some) => {
        expect(Buffer.compare(slotsOf(rangesOf(flagsOf(some))), flagsOf(some))).toBe(0);
      }),
    );
  });

  it.each(['x', '1-', '-1', '5-3', '0-16384', '16384', '1,,2', '1-2-3', ' 1', '1,'])(
    '%j is none, and covers nothing',
    (text) => {
      expect(slotsOf(text).every((flag) => flag === 0)).toBe(true);
    },
  );
});
