import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOT_COUNT, formatSlotRanges, readSlotRanges } from '../../../src/core/model/slotRanges';

describe('ranges of slots', () => {
  it('name the slots between their ends, both included', () => {
    const named = readSlotRanges('9000,0-2');
    expect([...(named ?? []).entries()].filter(([, flag]) => flag !== 0).map(([slot]) => slot)).toEqual([
      0, 1, 2, 9000,
    ]);
    expect(readSlotRanges('0-16383')?.every((flag) => flag === 1)).toBe(true);
  });

  it('come back in their shortest form', () => {
    expect(formatSlotRanges(readSlotRanges('7,3-4,5,9-10,1-3') ?? new Uint8Array())).toBe('1-5,7,9-10');
    const slot = fc.integer({ min: 0, max: SLOT_COUNT - 1 });
    fc.assert(
      fc.property(fc.uniqueArray(slot, { minLength: 1, maxLength: 50 }), (slots) => {
        const named = new Uint8Array(SLOT_COUNT);
        for (const one of slots) named[one] = 1;
        expect(Buffer.compare(readSlotRanges(formatSlotRanges(named)) ?? new Uint8Array(), named)).toBe(0);
      }),
    );
  });

  it.each(['', '-', '1-', '16384', '0-16384', '5-4', '1,,2', '1, 2', '0x1', '-1', '1-2-3', '99999999999'])(
    '%j is none',
    (text) => {
      expect(readSlotRanges(text)).toBeNull();
    },
  );
});
