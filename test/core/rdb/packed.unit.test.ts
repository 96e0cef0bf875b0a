import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/rdb/decode';
import { intsetMembers } from '../../../src/core/rdb/intset';
import { ziplistElements } from '../../../src/core/rdb/ziplist';
import { zipmapElements } from '../../../src/core/rdb/zipmap';
import { failureOf } from '../failureOf';
import { canonical } from './corpus';
import { packedValues } from './packedValues';
import { writeZiplist, writeZipmap } from './writeZiplist';

type Element = number | bigint | Uint8Array;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const shown = (element: Element): string =>
  typeof element === 'object' ? latin1(element) : element.toString();
const text = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 16_000, max: 17_000 }).map((length) => new Uint8Array(length).fill(length)),
);
const element: fc.Arbitrary<Element> = fc.oneof(
  text,
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

it.each(packedValues)('reads $name', ({ payload, means }) => {
  expect(canonical(decode(payload))).toEqual(means);
});

describe('ziplists', () => {
  it('come back as ziplist.c writes them', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 30 }), (elements) => {
        expect([...ziplistElements(writeZiplist(elements))].map(latin1)).toEqual(elements.map(shown));
      }),
    );
  });

  it('keep the ends of every width', () => {
    const ends = [0, 12, 13, -1, 127, -128, 128, 32_767, -32_768, 32_768, 8_388_607, -8_388_608, 8_388_608];
    const wide = [2n ** 31n - 1n, -(2n ** 31n), 2n ** 31n, 2n ** 63n - 1n, -(2n ** 63n)];
    const all = [...ends, ...wide];
    expect([...ziplistElements(writeZiplist(all))].map(latin1)).toEqual(all.map(String));
    const lengths = [0, 63, 64, 253, 254, 16_383, 16_384].map((length) => new Uint8Array(length));
    expect([...ziplistElements(writeZiplist(lengths))].map(({ length }) => length)).toEqual(
      lengths.map(({ length }) => length),
    );
  });

  it('say so when they are cut, too long, or have an unknown encoding', () => {
    const whole = writeZiplist([1, new Uint8Array(70), -5000, new Uint8Array(300)]);
    for (let length = 0; length < whole.length; length++) {
      expect(failureOf(() => [...ziplistElements(whole.subarray(0, length))]).code).toBe(
        'payload.unreadable',
      );
    }
    expect(failureOf(() => [...ziplistElements(Uint8Array.from([...whole, 0]))]).why).toMatch(/last byte/);
    for (const unknown of [0x81, 0xc1, 0xff]) {
      const wrong = Uint8Array.from([...new Uint8Array(10), 0, unknown, 0, 0, 0, 0, 0, 0, 0xff]);
      expect(failureOf(() => [...ziplistElements(wrong)]).why).toMatch(/unknown encoding/);
    }
  });
});

describe('zipmaps', () => {
  it('come back as zipmap.c writes them', () => {
    const pairs = fc.array(fc.tuple(text, text), { maxLength: 300, size: 'small' }).map((all) => all.flat());
    fc.assert(
      fc.property(pairs, (elements) => {
        expect([...zipmapElements(writeZipmap(elements))].map(latin1)).toEqual(elements.map(latin1));
      }),
    );
  });

  it('say so when they are cut or too long', () => {
    const whole = writeZipmap([new Uint8Array(3), new Uint8Array(300)]);
    for (let length = 0; length < whole.length; length++) {
      expect(failureOf(() => [...zipmapElements(whole.subarray(0, length))]).code).toBe('payload.unreadable');
    }
    expect(failureOf(() => [...zipmapElements(Uint8Array.from([...whole, 0]))]).why).toMatch(/last byte/);
    expect(failureOf(() => [...zipmapElements(Uint8Array.of(1, 1, 65, 255))]).why).toMatch(/within a field/);
  });
});

it('sets of integers that lie about their size are refused', () => {
  const whole = Uint8Array.of(2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0xff, 0xff);
  expect(intsetMembers(whole).map(latin1)).toEqual(['1', '-1']);
  for (const wrong of [
    whole.subarray(0, 11),
    whole.subarray(0, 3),
    Uint8Array.from([3, ...whole.slice(1)]),
  ]) {
    expect(failureOf(() => intsetMembers(wrong)).code).toBe('payload.unreadable');
  }
});
