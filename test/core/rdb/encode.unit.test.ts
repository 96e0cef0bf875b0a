import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/rdb/decode';
import { encode } from '../../../src/core/rdb/encode';
import type { EncodableValue } from '../../../src/core/rdb/encode';
import { footerVersion } from '../../../src/core/rdb/footer';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';
import { readsType } from '../../../src/core/rdb/serverFormat';
import { canonical } from './corpus';

const NOW = 1_000_000;

const TARGETS: readonly ServerFormat[] = [
  { product: 'redis', version: '2.8.24', rdbVersion: 6 },
  { product: 'redis', version: '3.2.13', rdbVersion: 7 },
  { product: 'redis', version: '6.0.16', rdbVersion: 9 },
  { product: 'redis', version: '7.4.1', rdbVersion: 12 },
  { product: 'valkey', version: '8.1.1', rdbVersion: 11 },
  { product: 'valkey', version: '9.1.2', rdbVersion: 80 },
];

const bytes = fc.uint8Array({ maxLength: 100 });
const expiry = fc.oneof(fc.constant(0), fc.integer({ min: NOW + 1, max: 2 ** 47 }));
const value: fc.Arbitrary<EncodableValue> = fc.oneof(
  bytes.map((one): EncodableValue => ({ kind: 'string', bytes: one })),
  fc.array(bytes).map((items): EncodableValue => ({ kind: 'list', items })),
  fc.array(bytes).map((members): EncodableValue => ({ kind: 'set', members })),
  fc
    .array(fc.record({ member: bytes, score: fc.double({ noNaN: true }) }))
    .map((members): EncodableValue => ({ kind: 'zset', members })),
  fc
    .array(fc.record({ field: bytes, value: bytes, expireAt: expiry }), { minLength: 1 })
    .map((fields): EncodableValue => ({ kind: 'hash', fields })),
);

describe.each(TARGETS)('for $product $version', (target) => {
  it('writes what it reads, in a type that the server reads, losing field TTLs alone', () => {
    const timed = readsType(target, 22) || readsType(target, 24);
    fc.assert(
      fc.property(value, (one) => {
        const encoded = encode(one, target, NOW);
        if (encoded.kind === 'expired') throw new Error('nothing had expired');
        expect(readsType(target, encoded.payload[0] ?? 255)).toBe(true);
        expect(footerVersion(encoded.payload)).toBe(6);
        const plain: EncodableValue =
          one.kind === 'hash' && !timed
            ? { kind: 'hash', fields: one.fields.map((field) => ({ ...field, expireAt: 0 })) }
            : one;
        expect(canonical(decode(encoded.payload))).toEqual(canonical(plain));
        const lossy = one.kind === 'hash' && !timed && one.fields.some(({ expireAt }) => expireAt > 0);
        expect(encoded.loss).toBe(lossy ? 'hash-field-ttl' : undefined);
      }),
    );
  });
});

it('does not bring expired fields back, nor a hash of nothing else', () => {
  const field = (name: string, expireAt: number): { field: Buffer; value: Buffer; expireAt: number } => ({
    field: Buffer.from(name),
    value: Buffer.from('v'),
    expireAt,
  });
  for (const target of TARGETS) {
    const mixed = encode({ kind: 'hash', fields: [field('a', NOW), field('b', 0)] }, target, NOW);
    expect(mixed.kind === 'payload' && canonical(decode(mixed.payload))).toEqual([['Yg==', 'dg==', 0]]);
    expect(mixed).not.toHaveProperty('loss');
    expect(encode({ kind: 'hash', fields: [field('a', 1)] }, target, NOW)).toEqual({ kind: 'expired' });
  }
});
