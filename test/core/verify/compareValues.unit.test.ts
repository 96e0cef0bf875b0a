import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HashField, StreamGroup, StreamValue, Value } from '../../../src/core/rdb/value';
import { compareValues } from '../../../src/core/verify/compareValues';
import { sameBytes } from '../../../src/core/verify/sameBytes';

const NOW = 1_000_000;

const bytes = fc.uint8Array({ maxLength: 12 });
const distinct = fc.uniqueArray(bytes, {
  selector: (one) => Buffer.from(one).toString('hex'),
  maxLength: 10,
});
const value: fc.Arbitrary<Value> = fc.oneof(
  bytes.map((one): Value => ({ kind: 'string', bytes: one })),
  fc.array(bytes).map((items): Value => ({ kind: 'list', items })),
  distinct.map((members): Value => ({ kind: 'set', members })),
  distinct.map((names): Value => ({
    kind: 'zset',
    members: names.map((member, score) => ({ member, score })),
  })),
  distinct.map((names): Value => ({
    kind: 'hash',
    fields: names.map((one, at) => ({ field: one, value: one, expireAt: at % 3 === 0 ? NOW + at + 1 : 0 })),
  })),
);

const text = (content: string): Uint8Array => Buffer.from(content);
const hash = (...fields: [name: string, value: string, expireAt?: number][]): Value => ({
  kind: 'hash',
  fields: fields.map(([field, content, expireAt = 0]): HashField => ({
    field: text(field),
    value: text(content),
    expireAt,
  })),
});

describe('compareValues', () => {
  it('finds every value equal to a copy of itself, in whatever order where that has no meaning', () => {
    fc.assert(
      fc.property(value, (one) => {
        const copy = structuredClone(one);
        expect(compareValues(one, copy, NOW)).toEqual({ kind: 'equal' });
        const turned = turn(copy);
        expect(compareValues(one, turned, NOW)).toEqual({ kind: 'equal' });
      }),
    );
  });

  it('is the same from both sides, but for field TTLs, and tells no content', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        const forth = compareValues(left, right, NOW);
        const back = compareValues(right, left, NOW);
        expect(back.kind === 'equal').toBe(forth.kind === 'equal');
        if (forth.kind === 'differs') expect(forth.detail).toMatch(/^[a-z][a-z ,0-9']+$/);
      }),
    );
  });

  it('takes -0 and 0 for one score, and no other two', () => {
    const zset = (score: number): Value => ({ kind: 'zset', members: [{ member: text('a'), score }] });
    expect(compareValues(zset(-0), zset(0), NOW).kind).toBe('equal');
    for (const [left, right] of [
      [1, 1 + Number.EPSILON],
      [Infinity, -Infinity],
      [5e-324, 0],
    ] as const) {
      expect(compareValues(zset(left), zset(right), NOW).kind).toBe('differs');
    }
  });

  it('does not count fields that have expired', () => {
    const plain = hash(['a', '1']);
    expect(compareValues(hash(['a', '1'], ['b', '2', NOW]), plain, NOW).kind).toBe('equal');
    expect(compareValues(plain, hash(['a', '1'], ['b', '2', NOW - 1]), NOW).kind).toBe('equal');
    expect(compareValues(hash(['a', '1'], ['b', '2', NOW + 1]), plain, NOW).kind).toBe('differs');
  });

  it('knows that a field whose TTL was lost outlives the one that has it', () => {
    const left = hash(['a', '1'], ['b', '2', NOW - 1]);
    const lossy = { kind: 'lossy', loss: 'hash-field-ttl' };
    expect(compareValues(left, hash(['a', '1'], ['b', '2']), NOW)).toEqual(lossy);
    expect(compareValues(left, hash(['a', '1'], ['b', 'X']), NOW).kind).toBe('differs');
    expect(compareValues(left, hash(['a', 'X'], ['b', '2']), NOW).kind).toBe('differs');
    expect(compareValues(left, hash(['b', '2']), NOW).kind).toBe('differs');
    // By the clock of the right side it has expired there as well, or not yet.
    expect(compareValues(left, hash(['a', '1'], ['b', '2', NOW - 1]), NOW, NOW - 5).kind).toBe('equal');
    expect(compareValues(left, hash(['a', '1'], ['b', '2', NOW + 1]), NOW, NOW - 5).kind).toBe('differs');
  });

  it('tells a field TTL that is lost from one that differs', () => {
    expect(compareValues(hash(['a', '1', NOW + 9]), hash(['a', '1']), NOW)).toEqual({
      kind: 'lossy',
      loss: 'hash-field-ttl',
    });
    expect(compareValues(hash(['a', '1']), hash(['a', '1', NOW + 9]), NOW).kind).toBe('differs');
    expect(compareValues(hash(['a', '1', NOW + 9]), hash(['a', '1', NOW + 8]), NOW).kind).toBe('differs');
    const near = (one: number, other: number): boolean => Math.abs(one - other) < 2;
    const [nine, eight] = [hash(['a', '1', NOW + 9]), hash(['a', '1', NOW + 8])];
    expect(compareValues(nine, eight, NOW, NOW, near).kind).toBe('equal');
    const both = compareValues(hash(['a', '1', NOW + 9], ['b', '2']), hash(['a', '1'], ['b', 'X']), NOW);
    expect(both.kind).toBe('differs');
  });

  it('names both kinds when they differ', () => {
    expect(compareValues({ kind: 'string', bytes: text('') }, hash(), NOW)).toEqual({
      kind: 'differs',
      detail: 'one is a string, the other a hash',
    });
  });
});

describe('streams', () => {
  const group: StreamGroup = {
    name: text('g'),
    lastId: '1-0',
    entriesRead: '1',
    consumers: [text('c')],
    pending: [{ id: '1-0', consumer: text('c'), deliveredAt: 5, deliveries: 2 }],
  };
  const stream: StreamValue = {
    kind: 'stream',
    entries: [{ id: '1-0', fields: [text('f'), text('v')] }],
    lastId: '1-0',
    maxDeletedId: '0-0',
    entriesAdded: '1',
    groups: [group],
  };
  const [pending] = group.pending;

  it.each<[string, StreamValue]>([
    ['the id of an entry', { ...stream, entries: [{ id: '1-1', fields: [text('f'), text('v')] }] }],
    ['a field of an entry', { ...stream, entries: [{ id: '1-0', fields: [text('F'), text('v')] }] }],
    [
      'a field more',
      { ...stream, entries: [{ id: '1-0', fields: [text('f'), text('v'), text('a'), text('b')] }] },
    ],
    ['the last id', { ...stream, lastId: '2-0' }],
    ['the highest deleted id', { ...stream, maxDeletedId: '0-1' }],
    ['the count of entries added', { ...stream, entriesAdded: '2' }],
    ['no group', { ...stream, groups: [] }],
    ['the name of a group', { ...stream, groups: [{ ...group, name: text('h') }] }],
    ['what a group has read', { ...stream, groups: [{ ...group, lastId: '0-0' }] }],
    ['how much a group has read', { ...stream, groups: [{ ...group, entriesRead: '0' }] }],
    ['a consumer', { ...stream, groups: [{ ...group, consumers: [text('d')] }] }],
    ['a consumer more', { ...stream, groups: [{ ...group, consumers: [text('c'), text('d')] }] }],
    ['no pending message', { ...stream, groups: [{ ...group, pending: [] }] }],
    [
      'deliveries',
      {
        ...stream,
        groups: [{ ...group, pending: [{ id: '1-0', consumer: text('c'), deliveredAt: 5, deliveries: 3 }] }],
      },
    ],
    [
      'the time of delivery',
      {
        ...stream,
        groups: [{ ...group, pending: [{ id: '1-0', consumer: text('c'), deliveredAt: 6, deliveries: 2 }] }],
      },
    ],
    [
      'the consumer of a message',
      {
        ...stream,
        groups: [{ ...group, pending: [{ id: '1-0', consumer: text('d'), deliveredAt: 5, deliveries: 2 }] }],
      },
    ],
  ])('differ by %s', (_, other) => {
    expect(pending).toBeDefined();
    expect(compareValues(stream, structuredClone(stream), NOW).kind).toBe('equal');
    expect(compareValues(stream, other, NOW).kind).toBe('differs');
    expect(compareValues(other, stream, NOW).kind).toBe('differs');
  });

  it('may lack the state of idempotent producers on the right', () => {
    const idempotent: StreamValue = { ...stream, idempotency: true };
    expect(compareValues(idempotent, idempotent, NOW).kind).toBe('equal');
    expect(compareValues(idempotent, stream, NOW)).toEqual({ kind: 'lossy', loss: 'stream-idempotency' });
    expect(compareValues(stream, idempotent, NOW).kind).toBe('differs');
  });

  it('do not differ by what one format does not carry', () => {
    const old: StreamValue = {
      ...stream,
      maxDeletedId: null,
      entriesAdded: null,
      groups: [{ ...group, entriesRead: null }],
    };
    expect(compareValues(old, stream, NOW).kind).toBe('equal');
    expect(compareValues(stream, old, NOW).kind).toBe('equal');
  });
});

it('sameBytes compares all bytes, and knows nothing from something', () => {
  expect(sameBytes(text('ab'), text('ab'))).toBe(true);
  expect(sameBytes(text('ab'), text('ac'))).toBe(false);
  expect(sameBytes(text('ab'), text('abc'))).toBe(false);
  expect(sameBytes(text(''), undefined)).toBe(false);
});

/** The same content in another order, where order has no meaning. */
function turn(one: Value): Value {
  if (one.kind === 'set') return { ...one, members: [...one.members].reverse() };
  if (one.kind === 'zset') return { ...one, members: [...one.members].reverse() };
  if (one.kind === 'hash') return { ...one, fields: [...one.fields].reverse() };
  return one;
}
