import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { readTtlFields, writeHash } from '../../../src/core/rdb/fieldTtlHash';
import type { HashForm, TtlField } from '../../../src/core/rdb/fieldTtlHash';
import { footerVersion, payloadBody } from '../../../src/core/rdb/footer';
import { decode } from '../../../src/core/rdb/decode';
import { ValueType } from '../../../src/core/rdb/valueType';
import { RdbWriter, rawString } from '../../../src/core/rdb/writer';
import { failureOf } from '../failureOf';
import { canonical, corpusNames, readCorpus } from './corpus';
import { writeListpack } from './writeListpack';

const moment = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 2 ** 47 }),
  fc.integer({ min: 1, max: 2 ** 53 - 1 }),
);
const field: fc.Arbitrary<TtlField> = fc.record({
  field: fc.uint8Array({ maxLength: 100 }).map(rawString),
  value: fc.uint8Array({ maxLength: 100 }).map(rawString),
  expireAt: moment,
});
const fields = fc.array(field, { maxLength: 30 });

/** Fields as text that is fast to compare. */
const shown = (all: readonly TtlField[]): string[] =>
  all.map(({ field: name, value, expireAt }) => `${hex(name)} ${hex(value)} ${String(expireAt)}`);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('writeHash', () => {
  it.each<[string, HashForm]>([
    ['22, of Valkey', ValueType.hash2],
    ['24, of Redis', ValueType.hashMetadata],
  ])('type %s comes back whole', (_, form) => {
    fc.assert(
      fc.property(fields, (all) => {
        const payload = writeHash(form, all);
        expect(payload[0]).toBe(form);
        expect(footerVersion(payload)).toBe(6);
        expect(shown(readTtlFields(payloadBody(payload)))).toEqual(shown(all));
      }),
    );
  });

  it('the plain form keeps all but the expiries', () => {
    fc.assert(
      fc.property(fields, (all) => {
        const value = decode(writeHash(ValueType.hash, all));
        const expected = all.map((one) => `${hex(one.field)} ${hex(one.value)} 0`);
        const actual =
          value.kind === 'hash'
            ? shown(
                value.fields.map((one) => ({
                  ...one,
                  field: rawString(one.field),
                  value: rawString(one.value),
                })),
              )
            : [];
        expect(actual).toEqual(expected);
      }),
    );
  });

  it('keeps encoded strings as they are', () => {
    const number = Uint8Array.from([0xc1, 0x39, 0x30]);
    const all = [{ field: number, value: Uint8Array.from([0xc3, 4, 4, 0, 65, 0x20, 0]), expireAt: 7 }];
    const body = payloadBody(writeHash(ValueType.hash2, all));
    expect(shown(readTtlFields(body))).toEqual(shown(all));
    expect(canonical(decode(writeHash(ValueType.hash2, all)))).toEqual([
      [Buffer.from('12345').toString('base64'), Buffer.from('AAAA').toString('base64'), 7],
    ]);
  });
});

describe('readTtlFields', () => {
  it('reads the three forms to the same', () => {
    for (const name of corpusNames) {
      for (const { type, payload } of readCorpus(name).values) {
        if (type !== 'hash' || ![22, 24, 25].includes(payload[0] ?? 0)) continue;
        const before = readTtlFields(payloadBody(payload));
        for (const form of [ValueType.hash2, ValueType.hashMetadata] as const) {
          expect(shown(readTtlFields(payloadBody(writeHash(form, before))))).toEqual(shown(before));
        }
      }
    }
  });

  it('reads a listpack of fields, values and expiries', () => {
    const listpack = writeListpack([
      Buffer.from('a'),
      12,
      0,
      Buffer.from('b'),
      Buffer.from('x'),
      4_102_444_800_000,
    ]);
    const writer = new RdbWriter(ValueType.hashListpackEx, 100)
      .int64(4_102_444_800_000)
      .raw(rawString(listpack));
    expect(canonical(decode(writer.payload()))).toEqual([
      ['YQ==', 'MTI=', 0],
      ['Yg==', 'eA==', 4_102_444_800_000],
    ]);
  });

  it.each<[string, (number | Uint8Array)[]]>([
    ['an incomplete field', [1, 2]],
    ['an expiry that is not a number', [1, 2, Buffer.from('soon')]],
  ])('refuses %s', (_, elements) => {
    const writer = new RdbWriter(ValueType.hashListpackEx, 100)
      .int64(0)
      .raw(rawString(writeListpack(elements)));
    expect(failureOf(() => readTtlFields(payloadBody(writer.payload()))).code).toBe('payload.unreadable');
  });

  it('ends on noise with a value or a Failure, and writes back what it could read', () => {
    fc.assert(
      fc.property(fc.constantFrom(22, 24, 25), fc.uint8Array({ maxLength: 120 }), (type, noise) => {
        try {
          const all = readTtlFields(Uint8Array.from([type, ...noise]));
          for (const form of [ValueType.hash, ValueType.hash2, ValueType.hashMetadata] as const)
            writeHash(form, all);
        } catch (error) {
          if (!isFailure(error)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});
