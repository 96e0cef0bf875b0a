import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenBatches } from '../../../src/core/copy/chosenBatches';
import { Counts } from '../../../src/core/copy/counts';
import { matchesGlob } from '../../../src/core/copy/glob';
import { isPartial } from '../../../src/core/copy/plan';
import { selection } from '../../../src/core/copy/selection';
import type { KeyChoice } from '../../../src/core/copy/selection';
import type { KeyBatch } from '../../../src/core/keyBatch';
import { ValueType } from '../../../src/core/rdb/valueType';
import { MADE_BYTES, batchOf, namesOf } from './batchOf';
import type { MadeKey } from './batchOf';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('selection', () => {
  const chosen = (choice: KeyChoice, key: string, type: number, expireAt = 0): boolean | undefined =>
    selection(choice)?.({ key: bytes(key), type, expireAt, bytes: 100, idle: 60 });

  it('asks nothing when everything is chosen', () => {
    expect(selection({})).toBeNull();
    expect(selection({ exclude: [] })).toBeNull();
  });

  it('takes a key only when it passes all that is asked', () => {
    const choice: KeyChoice = { exclude: ['tmp:*', '*:old'], types: ['hash', 'list'], ttl: 'with' };
    expect(chosen(choice, 'a', ValueType.hashListpackEx, 1)).toBe(true);
    expect(chosen(choice, 'a', ValueType.listQuicklist2, 1)).toBe(true);
    expect(chosen(choice, 'a', ValueType.string, 1)).toBe(false);
    expect(chosen(choice, 'a', ValueType.hash, 0)).toBe(false);
    expect(chosen(choice, 'tmp:a', ValueType.hash, 1)).toBe(false);
    expect(chosen(choice, 'a:old', ValueType.hash, 1)).toBe(false);
    expect(chosen({ ttl: 'without' }, 'a', ValueType.hash, 0)).toBe(true);
    expect(chosen({ ttl: 'without' }, 'a', ValueType.hash, 1)).toBe(false);
    // A type that is not known is none of those asked for.
    expect(chosen({ types: ['string'] }, 'a', 200)).toBe(false);
  });

  it('by size and idle time includes the bounds', () => {
    const take = (choice: KeyChoice): boolean | undefined => chosen(choice, 'a', ValueType.string);
    for (const choice of [
      { minBytes: 100, maxBytes: 100 },
      { minIdle: 60, maxIdle: 60 },
      { maxBytes: 101 },
    ]) {
      expect(take(choice)).toBe(true);
    }
    for (const choice of [{ minBytes: 101 }, { maxBytes: 99 }, { minIdle: 61 }, { maxIdle: 59 }]) {
      expect(take(choice)).toBe(false);
      expect(isPartial({ onConflict: 'replace', ...choice })).toBe(true);
    }
  });

  it('of a part leaves functions behind; leaving something out does not', () => {
    const onConflict = 'replace';
    expect(isPartial({ onConflict, exclude: ['a'], databases: [] })).toBe(false);
    for (const part of [{ match: 'a' }, { types: [] }, { ttl: 'with' }, { sample: 1 }] as const) {
      expect(isPartial({ onConflict, ...part })).toBe(true);
    }
  });
});

describe('matchesGlob', () => {
  it('takes no time that matters for hostile patterns', () => {
    const began = Date.now();
    expect(matchesGlob(bytes(`${'a*'.repeat(200)}b`), bytes('a'.repeat(5_000)))).toBe(false);
    expect(matchesGlob(bytes('*?'.repeat(3_000)), bytes('a'.repeat(5_000)))).toBe(false);
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});

describe('chosenBatches', () => {
  const made: fc.Arbitrary<MadeKey[][]> = fc.array(
    fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'tmp:a', 'tmp:b'),
        type: fc.constantFrom(ValueType.string, ValueType.hash),
        expireAt: fc.constantFrom(0, 5),
        gone: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    { maxLength: 5 },
  );

  it('hands on what is chosen, in order and whole, up to the sample; and counts the rest that was seen', async () => {
    const choice: KeyChoice = { exclude: ['tmp:*'], types: ['hash'], ttl: 'with' };
    const passes = ({ name, type, expireAt, gone }: MadeKey): boolean =>
      gone === true || (!name.startsWith('tmp:') && type === ValueType.hash && expireAt === 5);
    await fc.assert(
      fc.asyncProperty(made, fc.integer({ min: 1, max: 12 }), async (pages, sample) => {
        const counts = new Counts();
        const allowance = { left: sample };
        const names: string[] = [];
        async function* batches(): AsyncGenerator<KeyBatch> {
          for (const page of pages) yield await Promise.resolve(batchOf(page));
        }
        for await (const batch of chosenBatches(batches(), selection(choice), allowance)) {
          counts.scanned(batch.count);
          counts.excluded(batch.excluded ?? 0);
          names.push(...namesOf(batch));
          let payloadBytes = 0;
          for (let index = 0; index < batch.count; index++) {
            if ((batch.lengths[index] ?? 0) < 0) continue;
            payloadBytes += batch.lengths[index] ?? 0;
            expect(batch.bytes[batch.offsets[index] ?? 0]).toBe(ValueType.hash);
            expect(batch.expireAt[index]).toBe(5);
          }
          expect(batch.payloadBytes).toBe(payloadBytes);
          expect(payloadBytes % MADE_BYTES).toBe(0);
        }
        const all = pages.flat();
        const expected = all.filter(passes).slice(0, sample);
        expect(names).toEqual(expected.map(({ name }) => name));
        expect(allowance.left).toBe(sample - expected.length);
        const { scanned, excluded } = counts.keys;
        expect(scanned).toBe(expected.length + excluded);
        const seen = expected.length < sample ? all.length : all.indexOf(expected.at(-1) as MadeKey) + 1;
        expect(scanned).toBe(seen);
      }),
    );
  });

  it('hands on the very batch when all of it is chosen', async () => {
    const batch = batchOf([{ name: 'a' }, { name: 'b' }]);
    async function* one(): AsyncGenerator<KeyBatch> {
      yield await Promise.resolve(batch);
    }
    const all = selection({ exclude: ['c'] });
    for await (const same of chosenBatches(one(), all, { left: Infinity })) expect(same).toBe(batch);
  });

  it('hands on the position of a batch, unless the sample ends within it', async () => {
    const position = { node: '', runId: 'one', database: 0, slots: '', cursor: '7' };
    const batch = { ...batchOf([{ name: 'a' }, { name: 'b' }, { name: 'tmp:c' }]), position };
    async function* one(): AsyncGenerator<KeyBatch> {
      yield await Promise.resolve(batch);
    }
    const told = async (left: number): Promise<unknown> => {
      const chosen = chosenBatches(one(), selection({ exclude: ['tmp:*'] }), { left });
      for await (const some of chosen) return some.position;
      return null;
    };
    expect(await told(Infinity)).toEqual(position);
    expect(await told(3)).toEqual(position);
    expect(await told(1)).toBeUndefined();
  });
});
