import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyInSlot, keySlot } from '../../../src/redis/cluster/slots';
import { keySlot as labSlot } from '../../lab/dataset/keySlot';

const slotOf = (key: string): number => keySlot(Buffer.from(key));

describe('keySlot', () => {
  it.each([
    // As CLUSTER KEYSLOT answers; the first is the check value of CRC16/XMODEM, 0x31C3.
    ['123456789', 12739],
    ['foo', 12182],
    ['bar', 5061],
    ['', 0],
    ['{user1000}.following', 3443],
    ['foo{}{bar}', 8363],
  ])('of %j is %i', (key, slot) => {
    expect(slotOf(key)).toBe(slot);
  });

  it('counts the first tag only, and none that is empty or open', () => {
    expect(slotOf('a{tag}b{other}')).toBe(slotOf('tag'));
    expect(slotOf('foo{{bar}}zap')).toBe(slotOf('{bar'));
    expect(slotOf('{tag}')).toBe(slotOf('x{tag}y'));
    expect(slotOf('{}tag')).not.toBe(slotOf('tag'));
    expect(slotOf('{tag')).not.toBe(slotOf('tag'));
  });

  it('works within other bytes, on keys that are no text', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom(Buffer.from('{'), Buffer.from('}')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), part, part, (parts, before, after) => {
        const key = Buffer.concat(parts);
        const framed = Buffer.concat([before, key, after]);
        expect(keySlot(framed, before.length, before.length + key.length)).toBe(labSlot(key));
      }),
    );
  });
});

it('keyInSlot finds a key for a slot, and says when there can be none', () => {
  const key = keyInSlot('probe', (slot) => slot === 77);
  expect(key).toMatch(/^probe:\d+$/);
  expect(slotOf(key)).toBe(77);
  expect(() => keyInSlot('probe', () => false)).toThrow('no slot fits');
});
