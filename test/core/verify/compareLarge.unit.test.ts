import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LargeValue, ValueChunk } from '../../../src/core/largeValue';
import { compareLarge } from '../../../src/core/verify/compareLarge';
import { digestOf } from '../../../src/core/verify/digestOf';
import type { ValueDigest } from '../../../src/core/verify/digestOf';
import type { Ends } from '../../../src/core/verify/ends';
import type { KeyFinding } from '../../../src/core/verify/finding';

const { signal } = new AbortController();
const NOW = 1_800_000_000_000;
const ends: Ends = {
  products: { source: 'redis', target: 'valkey' },
  holds: { 'hash-field-ttl': true, 'stream-idempotency': false },
  sameExpiry: Object.is,
  sourceNow: () => NOW,
  targetNow: () => NOW,
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(
  type: string,
  chunks: readonly ValueChunk[],
  seed = 7,
  expireAt = 0,
): Promise<ValueDigest> {
  const value: LargeValue = {
    type,
    expireAt,
    async *chunks() {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    },
    unchanged: () => Promise.resolve(true),
    close: () => undefined,
  };
  return digestOf(value, seed, signal);
}

/** In chunks of so many. */
function cut<Item>(items: readonly Item[], size: number): Item[][] {
  const pieces: Item[][] = [];
  for (let from = 0; from < items.length; from += size) pieces.push(items.slice(from, from + size));
  return pieces;
}

type Pair = readonly [string, string];

const fields = (pairs: readonly Pair[], size: number): ValueChunk[] =>
  cut(pairs, size).map((some) => ({ kind: 'fields', fields: some.flat().map(bytes) }));
const scores = (pairs: readonly (readonly [number, string])[], size: number): ValueChunk[] =>
  cut(pairs, size).map((some) => ({
    kind: 'scores',
    scores: some.flatMap(([score, member]) => [bytes(String(score)), bytes(member)]),
  }));
const elements = (items: readonly string[], size: number): ValueChunk[] =>
  cut(items, size).map((some) => ({ kind: 'elements', elements: some.map(bytes) }));
const detail = (finding: KeyFinding | null): string =>
  finding?.kind === 'differs' ? `${finding.kinds.join()}: ${finding.detail}` : (finding?.kind ?? 'equal');

const word = fc.string({ maxLength: 12 });
const size = fc.integer({ min: 1, max: 5 });

describe('a digest', () => {
  it('is that of the elements, whatever the chunks; of a list also of their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { minLength: 2 }), size, size, async (items, one, other) => {
        const turned = [...items].reverse();
        const [set, list] = [
          await read('set', elements(items, one)),
          await read('list', elements(items, one)),
        ];
        expect(compareLarge(ends, set, await read('set', elements(turned, other)))).toBeNull();
        expect(compareLarge(ends, list, await read('list', elements(items, other)))).toBeNull();
        const differs = detail(compareLarge(ends, list, await read('list', elements(turned, other))));
        expect(differs).toBe('value: the elements differ');
      }),
    );
  });

  it('tells one changed field, or two whose values were exchanged', async () => {
    const pairs = fc.uniqueArray(fc.tuple(word, word), { minLength: 2, selector: ([field]) => field });
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), size, async (all, at, chunk) => {
        const left = await read('hash', fields(all, chunk));
        expect(compareLarge(ends, left, await read('hash', fields([...all].reverse(), 3)))).toBeNull();
        const changed = all.map(([field, value], index): Pair => [
          field,
          index === at % all.length ? `${value}!` : value,
        ]);
        const right = await read('hash', fields(changed, chunk));
        expect(detail(compareLarge(ends, left, right))).toBe('value: the fields differ');
        const [[first, a], [second, b], ...rest] = all as unknown as [Pair, Pair, ...Pair[]];
        const exchanged = await read('hash', fields([[first, b], [second, a], ...rest], chunk));
        expect(compareLarge(ends, left, exchanged) === null).toBe(a === b);
      }),
    );
  });

  it('has scores by their value, however they are written', async () => {
    const [left, right] = [
      await read(
        'zset',
        scores(
          [
            [0.1, 'a'],
            [3, 'b'],
            [-0, 'c'],
            [Infinity, 'd'],
          ],
          2,
        ),
      ),
      await read('zset', [
        {
          kind: 'scores',
          scores: ['inf', 'd', '3.0', 'b', '0.10000000000000001', 'a', '0', 'c'].map(bytes),
        },
      ]),
    ];
    expect(compareLarge(ends, left, right)).toBeNull();
    const other = await read(
      'zset',
      scores(
        [
          [0.1000001, 'a'],
          [3, 'b'],
          [0, 'c'],
          [Infinity, 'd'],
        ],
        9,
      ),
    );
    expect(detail(compareLarge(ends, left, other))).toBe('value: the members differ');
  });

  it('is of the bytes of a string, wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.nat(), async (content, at) => {
        const place = at % content.length;
        const whole = await read('string', [{ kind: 'bytes', bytes: content }]);
        const parts = [content.subarray(0, place), content.subarray(place)];
        const inParts = await read(
          'string',
          parts.map((part) => ({ kind: 'bytes', bytes: part })),
        );
        expect(compareLarge(ends, whole, inParts)).toBeNull();
      }),
    );
  });
});

describe('expiries of fields', () => {
  const AT = NOW + 1_000_000;
  const hash = (...times: readonly number[]): Promise<ValueDigest> =>
    read('hash', [{ kind: 'fields', fields: ['a', '1', 'b', '2'].map(bytes), expireAt: times }]);
  const none = (): Promise<ValueDigest> =>
    read('hash', [{ kind: 'fields', fields: ['a', '1', 'b', '2'].map(bytes) }]);

  it('are a loss where the target cannot hold them, and else a difference', async () => {
    const holds = { ...ends.holds, 'hash-field-ttl': false };
    const less = await none();
    expect(compareLarge({ ...ends, holds }, await hash(AT, 0), less)).toEqual({
      kind: 'lossy',
      loss: 'hash-field-ttl',
    });
    expect(detail(compareLarge(ends, await hash(AT, 0), less))).toBe(
      'value: fields of the hash lack their expiry',
    );
    expect(detail(compareLarge(ends, less, await hash(AT, 0)))).toBe('value: the expiry of a field differs');
  });

  it('are the same moments, or all moved as the clocks are', async () => {
    const moved = (left: number, right: number): boolean => left === right || right - left === 500;
    const there = { ...ends, sameExpiry: moved };
    expect(compareLarge(ends, await hash(AT, AT + 9), await hash(AT, AT + 9))).toBeNull();
    expect(compareLarge(there, await hash(AT, AT + 9), await hash(AT + 500, AT + 509))).toBeNull();
    const differs = 'value: the expiry of a field differs';
    expect(detail(compareLarge(ends, await hash(AT, AT + 9), await hash(AT + 500, AT + 509)))).toBe(differs);
    expect(detail(compareLarge(there, await hash(AT, AT + 9), await hash(AT + 9, AT)))).toBe(differs);
    expect(detail(compareLarge(there, await hash(AT, 0), await hash(0, AT + 500)))).toBe(differs);
  });
});

it('names what differs beside the content', async () => {
  const list = (expireAt: number): Promise<ValueDigest> => read('list', elements(['a'], 1), 7, expireAt);
  expect(detail(compareLarge(ends, null, await list(0)))).toBe('expired');
  expect(detail(compareLarge(ends, await list(NOW - 1), null))).toBe('expired');
  expect(detail(compareLarge(ends, await list(0), null))).toBe('missing: a list is not in the target');
  expect(detail(compareLarge(ends, await list(NOW + 5), await list(NOW + 7)))).toMatch(/^expiry: /);
  const set = await read('set', elements(['a'], 1));
  expect(detail(compareLarge(ends, await list(0), set))).toBe(
    'type: a list in the source, a set in the target',
  );
  const longer = await read('list', elements(['a', 'b'], 1));
  expect(detail(compareLarge(ends, await list(0), longer))).toBe(
    'value: the source holds 1 elements, the target 2',
  );
});

it('takes what a server before Redis 7 does not tell of a stream for equal', async () => {
  const stream = (maxDeletedId: string | null, entriesAdded: string): Promise<ValueDigest> =>
    read('stream', [{ kind: 'stream', lastId: '9-1', maxDeletedId, entriesAdded, groups: [] }]);
  expect(compareLarge(ends, await stream('5-1', '10'), await stream(null, '3'))).toBeNull();
  expect(detail(compareLarge(ends, await stream('5-1', '10'), await stream('5-1', '11')))).toBe(
    "value: the stream's counters differ",
  );
});
