import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inUnits, readAsInt, readInteger, readLoosely, readMemory } from '../../../src/core/conf/numbers';

const REDIS_7 = { product: 'redis', version: '7.2.4' } as const;
const REDIS_6 = { product: 'redis', version: '6.2.14' } as const;
const VALKEY_9 = { product: 'valkey', version: '9.1.2' } as const;

describe('whole numbers', () => {
  it.each([
    ['0', 0n],
    ['-1', -1n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['9223372036854775808', null],
    ['-0', null],
    ['+5', null],
    ['010', null],
    [' 1', null],
    ['', null],
    ['1k', null],
  ])('%j is %s', (text, value) => {
    expect(readInteger(text)).toBe(value);
  });

  it('are read back whatever they are', () => {
    const number = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(fc.property(number, (value) => readInteger(String(value)) === value));
    fc.assert(
      fc.property(number, fc.constantFrom('', 'x', ' ', '.5'), (value, tail) => {
        expect(readLoosely(String(value) + tail)).toBe(value);
      }),
    );
  });

  it('wrap around where C keeps 32 bits', () => {
    expect(readAsInt('2147483648')).toBe(-(2n ** 31n));
    expect(readAsInt('99999999999999999999')).toBe(-1n);
    expect(readAsInt('no')).toBe(0n);
  });
});

describe('sizes', () => {
  it.each([
    ['1kb', 1024n],
    ['1K', 1000n],
    ['2Mb', 2n * 1024n ** 2n],
    ['1g', 10n ** 9n],
    ['10B', 10n],
    ['00010mb', 10n * 1024n ** 2n],
    ['kb', 0n],
    ['', 0n],
    ['1kbb', null],
    ['1.5gb', null],
    ['+1mb', null],
    ['1 kb', null],
    ['50%', null],
  ])('%j is %s', (text, bytes) => {
    expect(readMemory(text, REDIS_7)).toBe(bytes);
  });

  it('may have a sign before 7.0 only, and only to say nothing', () => {
    expect(readMemory('-0', REDIS_6)).toBe(0n);
    expect(readMemory('-1', REDIS_6)).toBeNull();
    expect(readMemory('-0', REDIS_7)).toBeNull();
  });

  it('wrap around when they are too large, but for Valkey 9', () => {
    expect(readMemory('9223372036854775808', REDIS_7)).toBe(-(2n ** 63n));
    expect(readMemory('9223372036854775808', REDIS_7, false)).toBe(2n ** 63n);
    expect(readMemory('18446744073709551616', VALKEY_9, false)).toBeNull();
  });

  it('are told in the largest unit that says the same', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 62n }),
        (bytes) => readMemory(inUnits(bytes), REDIS_7) === bytes,
      ),
    );
    expect(inUnits(1048576n)).toBe('1mb');
  });
});
