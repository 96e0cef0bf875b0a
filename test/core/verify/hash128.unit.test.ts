import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Hash128 } from '../../../src/core/verify/hash128';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (hash: Hash128): string =>
  hash
    .words()
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');

it.each([
  ['', '0'.repeat(32)],
  ['hello', '2b2444a0db91def79adb31b69adb31b6'],
  ['0123456789abcdef', 'fb7d440936aed30a48ad1d9b572b3bfd'],
  ['I will not buy this record, it is scratched.', 'a0a9683b25ac5e40d9af2895890dddf5'],
])('is MurmurHash3: %j', (text, words) => {
  expect(hex(new Hash128(0).more(bytes(text)))).toBe(words);
});

it('does not see where bytes were cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 })), fc.integer(), (pieces, seed) => {
      const hash = new Hash128(seed);
      const whole = hash.more(Uint8Array.from(pieces.flatMap((piece) => [...piece]))).words();
      for (const piece of pieces) hash.more(piece);
      expect(hash.words()).toEqual(whole);
    }),
  );
});

it('sees where an argument ends, and any changed byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), fc.nat(), fc.integer(), (whole, at, seed) => {
      const place = at % whole.length;
      const hash = new Hash128(seed);
      const before = hash.argument(whole).words();
      const changed = Uint8Array.from(whole, (byte, index) => (index === place ? byte ^ 1 : byte));
      expect(hash.argument(changed).words()).not.toEqual(before);
      const cut = hash.argument(whole.subarray(0, place)).argument(whole.subarray(place)).words();
      expect(cut).not.toEqual(before);
    }),
  );
});
