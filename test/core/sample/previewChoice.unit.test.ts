import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyPlan } from '../../../src/core/copy/plan';
import { fromBase64 } from '../../../src/core/model/base64';
import type { KeySample, SeenKey } from '../../../src/core/model/keySample';
import { previewChoice } from '../../../src/core/sample/previewChoice';
import { SampleTally } from '../../../src/core/sample/sampleTally';
import { SAMPLE } from '../rules/evidenceOf';

const encode = (name: string): Uint8Array => new TextEncoder().encode(name);

function seen(name: string, change: Partial<SeenKey> = {}): SeenKey {
  return { key: encode(name), database: 0, kind: 'string', bytes: 100, expires: false, ...change };
}

function sampleOf(keys: readonly SeenKey[], complete = true): KeySample {
  return { ...SAMPLE, keys: keys.length, complete, seen: keys };
}

const pairOf = (source: number, keys: number) => ({ source, target: source, keys });

const KEYS = [
  seen('user:1'),
  seen('user:2', { kind: 'hash', expires: true, bytes: 5_000 }),
  seen('cart:1', { kind: 'list', bytes: 20 }),
  seen('cart:2', { kind: 'module' }),
];

function preview(choice: Partial<CopyPlan>, sample = sampleOf(KEYS), held = 4) {
  const found = previewChoice(choice, [pairOf(0, held)], sample);
  if (found === null) throw new Error('it tells nothing');
  const names = found.examples.map((name) => new TextDecoder().decode(fromBase64(name)));
  return { ...found, examples: names };
}

describe('previewChoice', () => {
  it.each<[Partial<CopyPlan>, string[]]>([
    [{}, ['user:1', 'user:2', 'cart:1', 'cart:2']],
    [{ match: 'user:*' }, ['user:1', 'user:2']],
    [{ match: '*', exclude: ['cart:*', '*1'] }, ['user:2']],
    [{ types: ['hash', 'module'] }, ['user:2', 'cart:2']],
    [{ ttl: 'with' }, ['user:2']],
    [{ ttl: 'without', match: 'user:*' }, ['user:1']],
    [{ minBytes: 21, maxBytes: 100 }, ['user:1', 'cart:2']],
    [{ match: 'nothing*' }, []],
  ])('%j takes %j', (choice, names) => {
    expect(preview(choice)).toEqual({ keys: names.length, exact: true, atMost: false, examples: names });
  });

  it('works out how many of a source are chosen from those that were looked at', () => {
    expect(preview({ match: 'user:*' }, sampleOf(KEYS, false), 50_001)).toMatchObject({
      keys: 25_001,
      exact: false,
      atMost: false,
    });
  });

  it('says at most where what was looked at does not tell', () => {
    expect(preview({ minIdle: 60, match: 'user:*' })).toMatchObject({ keys: 2, exact: false, atMost: true });
    expect(preview({ slots: '0-1' })).toMatchObject({ keys: 4, exact: false, atMost: true });
    const untold = sampleOf([seen('a', { bytes: null, expires: null }), seen('b')]);
    expect(preview({ minBytes: 101 }, untold, 2)).toMatchObject({ keys: 1, exact: false, atMost: true });
    expect(preview({ ttl: 'with' }, untold, 2)).toMatchObject({ keys: 1, exact: false, atMost: true });
    expect(preview({ ttl: 'without' }, untold, 2)).toMatchObject({ keys: 2, exact: false, atMost: true });
  });

  it('counts each database by its own keys, and tells nothing of one that was not looked at', () => {
    const keys = [seen('a'), seen('b'), seen('a', { database: 3 })];
    const pairs = [pairOf(0, 100), pairOf(3, 7), pairOf(5, 0)];
    expect(previewChoice({ match: 'a' }, pairs, sampleOf(keys, false))).toMatchObject({ keys: 57 });
    expect(previewChoice({}, [pairOf(0, 1), pairOf(9, 1)], sampleOf(keys))).toBeNull();
    expect(previewChoice({}, [pairOf(0, 1)], SAMPLE)).toBeNull();
  });

  it('never tells more than there is, nor more than ten names', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 50 }),
        fc.nat(1_000_000),
        fc.boolean(),
        (keys, held, complete) => {
          const { keys: chosen, examples } = preview({ match: 'user:*' }, sampleOf(keys, complete), held);
          expect(chosen).toBeLessThanOrEqual(held);
          expect(examples.length).toBeLessThanOrEqual(10);
          expect(examples.every((name) => name.startsWith('user:'))).toBe(true);
        },
      ),
    );
  });
});

describe('a look at keys', () => {
  it('remembers a bounded number of them, in memory of their own', () => {
    const tally = new SampleTally();
    const page = encode('key:0');
    for (let index = 0; index < 5_000; index++) {
      page[4] = 48 + (index % 10);
      const rest = { database: 2, bytes: 3, encoding: null, groups: null };
      tally.add({ key: page, type: 'hash', left: index % 2 === 0 ? -1 : 5, ...rest });
    }
    const { seen: kept = [] } = tally.sample('keys');
    expect(kept).toHaveLength(2_000);
    expect(new Set(kept.map(({ key }) => new TextDecoder().decode(key))).size).toBe(10);
    expect(kept[0]).toMatchObject({ database: 2, kind: 'hash', bytes: 3 });
    expect(new Set(kept.map(({ expires }) => expires))).toEqual(new Set([true, false]));
  });
});
