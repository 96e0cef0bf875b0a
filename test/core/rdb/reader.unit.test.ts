import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { RdbReader, decimal } from '../../../src/core/rdb/reader';
import { RdbWriter, rawString } from '../../../src/core/rdb/writer';
import { payloadBody } from '../../../src/core/rdb/footer';
import { failureOf } from '../failureOf';
import { compressLzf } from './compressLzf';

const over = (...bytes: number[]): RdbReader => new RdbReader(Uint8Array.from(bytes));
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('lengths', () => {
  it.each<[string, number[], bigint]>([
    ['six bits, least', [0x00], 0n],
    ['six bits, most', [0x3f], 63n],
    ['fourteen bits, least', [0x40, 0x00], 0n],
    ['fourteen bits, most', [0x7f, 0xff], 16_383n],
    ['thirty-two bits', [0x80, 0x01, 0x02, 0x03, 0x04], 0x01020304n],
    ['thirty-two bits, most', [0x80, 0xff, 0xff, 0xff, 0xff], 0xffff_ffffn],
    ['sixty-four bits', [0x81, 0, 0, 0, 1, 0, 0, 0, 0], 0x1_0000_0000n],
    ['sixty-four bits, most', [0x81, ...Array<number>(8).fill(0xff)], 2n ** 64n - 1n],
  ])('%s', (_, bytes, length) => {
    const reader = over(...bytes);
    expect(reader.length64()).toBe(length);
    expect(reader.remaining).toBe(0);
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(failureOf(() => over(...bytes.slice(0, cut)).length64()).code).toBe('payload.unreadable');
    }
  });

  it('refuses forms that do not exist, and a string in place of a length', () => {
    expect(failureOf(() => over(0x82, 0, 0, 0, 0, 0, 0, 0, 0).length64()).why).toMatch(/unknown form/);
    expect(failureOf(() => over(0xc0, 1).length64()).why).toMatch(/string stands where a length/);
  });

  it('come back from the writer', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(), fc.maxSafeInteger().map(Math.abs))), (lengths) => {
        const writer = new RdbWriter(0, 0);
        for (const length of lengths) writer.length64(length);
        const reader = new RdbReader(payloadBody(writer.payload()), 1);
        expect(lengths.map(() => reader.length())).toEqual(lengths);
        expect(reader.remaining).toBe(0);
      }),
    );
  });
});

describe('strings', () => {
  it.each<[string, number[], string]>([
    ['empty', [0], ''],
    ['plain', [3, 97, 98, 99], 'abc'],
    ['int8', [0xc0, 0x80], '-128'],
    ['int16', [0xc1, 0x00, 0x80], '-32768'],
    ['int32', [0xc2, 0xff, 0xff, 0xff, 0x7f], '2147483647'],
    ['compressed', [0xc3, 4, 4, 0, 65, 0x20, 0], 'AAAA'],
  ])('%s', (_, bytes, expected) => {
    expect(text(over(...bytes).string())).toBe(expected);
    const raw = over(...bytes, 1, 2);
    expect([...raw.rawString()]).toEqual(bytes);
    expect(raw.remaining).toBe(2);
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(failureOf(() => over(...bytes.slice(0, cut)).string()).code).toBe('payload.unreadable');
    }
  });

  it('come back from the writer, plain or compressed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        expect(text(new RdbReader(rawString(bytes)).string())).toBe(text(bytes));
      }),
    );
    const long = Buffer.from('la'.repeat(9000));
    const data = compressLzf(long);
    const writer = new RdbWriter(0xc3, 0).length(data.length).length(long.length).raw(data);
    expect(text(new RdbReader(payloadBody(writer.payload())).string())).toBe(long.toString());
  });

  it('refuses lengths that lie, without reserving memory for them', () => {
    const huge = [0x81, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    const lies: number[][] = [
      [...huge, 1],
      [0x80, 0xff, 0xff, 0xff, 0xff, 1],
      [0xc3, ...huge, 0x05, 1],
      [0xc3, 0x05, ...huge, 1, 1, 1, 1, 1],
      [0xc3, 0x80, 0x3f, 0xff, 0xff, 0xff, 0x80, 0x3f, 0xff, 0xff, 0xff, 1],
      [0xc4, 1, 1],
    ];
    const before = process.memoryUsage().rss;
    for (const bytes of lies) {
      expect(failureOf(() => over(...bytes).string()).code).toBe('payload.unreadable');
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });
});

describe('the rest', () => {
  it('refuses a count of more than can follow', () => {
    expect(over(2, 0, 0).count(1)).toBe(2);
    expect(failureOf(() => over(3, 0, 0).count(1)).why).toMatch(/larger than what follows/);
    expect(failureOf(() => over(2, 0, 0).count(2)).why).toMatch(/larger than what follows/);
    expect(failureOf(() => over(0x81, ...Array<number>(8).fill(0xff)).count(1)).code).toBe(
      'payload.unreadable',
    );
  });

  it('reads numbers of eight bytes, wherever the bytes lie', () => {
    const bytes = Buffer.alloc(40);
    bytes.writeBigInt64LE(-5n, 3);
    bytes.writeDoubleLE(0.1, 11);
    const reader = new RdbReader(new Uint8Array(bytes.buffer, bytes.byteOffset + 3, 16));
    expect(reader.milliseconds()).toBe(-5);
    expect(reader.double()).toBe(0.1);
    expect(failureOf(() => reader.double()).code).toBe('payload.unreadable');
  });

  it('reads the moments that a writer writes, to the millisecond', () => {
    const safe = fc.maxSafeInteger();
    fc.assert(
      fc.property(safe, (moment) => {
        const payload = new RdbWriter(0, 8).int64(moment).payload();
        expect(Buffer.from(payload).readBigInt64LE(1)).toBe(BigInt(moment));
        expect(new RdbReader(payload, 1).milliseconds()).toBe(moment);
      }),
      { examples: [[0], [-1], [2 ** 32], [-(2 ** 32)], [4_102_444_800_123]] },
    );
  });

  it('gives integers as the text that Redis gives', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
        (value) => {
          expect(Buffer.from(decimal(value)).toString()).toBe(value.toString());
        },
      ),
      { examples: [[0], [9], [10], [-1], [-10], [2 ** 31], [-(2 ** 31)], [99_999]] },
    );
  });

  it('throws nothing but a Failure on any input', () => {
    const reads = ['byte', 'length64', 'string', 'rawString', 'milliseconds', 'double'] as const;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.constantFrom(...reads)), (bytes, calls) => {
        const reader = new RdbReader(bytes);
        try {
          for (const call of calls) reader[call]();
        } catch (error) {
          if (!isFailure(error)) throw error;
        }
        expect(reader.remaining).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });
});
