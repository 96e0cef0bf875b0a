import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { listpackElements } from '../../../src/core/rdb/listpack';
import { failureOf } from '../failureOf';
import { naturalEncoding, packEntries, writeElement, writeListpack } from './writeListpack';
import type { ListpackElement, ListpackEncoding } from './writeListpack';

/** Elements as text that is fast to compare. */
const bytesOf = (element: ListpackElement): string =>
  (typeof element === 'object' ? Buffer.from(element) : Buffer.from(element.toString())).toString('latin1');
const read = (bytes: Uint8Array): string[] =>
  [...listpackElements(bytes)].map((element) => Buffer.from(element).toString('latin1'));

const element: fc.Arbitrary<ListpackElement> = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.uint8Array({ maxLength: 200 }),
  fc.integer({ min: 4000, max: 20_000 }).map((length) => new Uint8Array(length).fill(length)),
);

describe('listpackElements', () => {
  it('reads what listpack.c writes', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 40 }), (elements) => {
        expect(read(writeListpack(elements))).toEqual(elements.map(bytesOf));
      }),
    );
  });

  it.each<[ListpackEncoding, readonly bigint[]]>([
    ['uint7', [0n, 1n, 127n]],
    ['int13', [0n, -1n, 128n, 4095n, -4096n]],
    ['int16', [0n, -1n, 32_767n, -32_768n]],
    ['int24', [0n, -1n, 8_388_607n, -8_388_608n, 65_535n, 65_536n, -65_537n]],
    ['int32', [0n, -1n, 2_147_483_647n, -2_147_483_648n]],
    ['int64', [0n, -1n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n]],
  ])('reads the ends of %s', (encoding, values) => {
    const packed = packEntries(values.map((value) => writeElement(value, encoding)));
    expect(read(packed)).toEqual(values.map(bytesOf));
  });

  it.each<[ListpackEncoding, readonly number[]]>([
    ['text6', [0, 1, 63]],
    ['text12', [0, 64, 126, 127, 4095]],
    ['text32', [0, 4096, 16_377, 16_378, 16_379, 2_097_140, 2_097_147, 2_097_152]],
  ])('reads the ends of %s, whose entries change the width of their back length', (encoding, lengths) => {
    const texts = lengths.map((length) => new Uint8Array(length).fill(65));
    const packed = packEntries([
      ...texts.map((text) => writeElement(text, encoding)),
      writeElement(7, 'uint7'),
    ]);
    expect(read(packed).map(({ length }) => length)).toEqual([...lengths, 1]);
  });

  it('uses the shortest form in the test itself', () => {
    expect([127, 128, 4096, 40_000, 9_000_000, 2 ** 40].map(naturalEncoding)).toEqual([
      ...['uint7', 'int13', 'int16', 'int24', 'int32', 'int64'],
    ]);
  });

  it('says so when it is cut, too long, or has an unknown encoding', () => {
    const packed = writeListpack([1, new Uint8Array(70), -5000]);
    for (let length = 0; length < packed.length; length++) {
      expect(failureOf(() => read(packed.subarray(0, length))).code).toBe('payload.unreadable');
    }
    const longer = Uint8Array.from([...packed, 0]);
    expect(failureOf(() => read(longer)).why).toMatch(/ends before its last byte/);
    for (const unknown of [0xf5, 0xf9, 0xfe]) {
      expect(failureOf(() => read(packEntries([Uint8Array.from([unknown, 1])]))).why).toMatch(
        /unknown encoding/,
      );
    }
  });

  it('ends on every hostile input, with a value or a Failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(read(bytes).length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          if (!isFailure(error)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
