import { describe, expect, it } from 'vitest';
import type { Keys } from '../../../src/core/keyBatch';
import type { DifferentKey, KeyFinding } from '../../../src/core/verify/finding';
import { settle } from '../../../src/core/verify/settle';
import { VerifyTally } from '../../../src/core/verify/verifyTally';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const keysOf = (names: readonly string[]): Keys => ({
  count: names.length,
  key: (index) => new TextEncoder().encode(names[index]),
});
const differs = (source: string, target = 'there', bytes = 10): DifferentKey => ({
  kind: 'differs',
  kinds: ['value'],
  detail: 'the strings differ',
  trace: { source, target },
  bytes,
});

/** What the looks at one key find, in order; after them it is equal. */
type Script = Readonly<Record<string, readonly (KeyFinding | null)[]>>;

async function run(script: Script, signal = new AbortController().signal) {
  const names = Object.keys(script);
  const tally = new VerifyTally({ now: () => 0 });
  const looks: string[][] = [];
  const pauses: number[] = [];
  const turns = new Map(names.map((name) => [name, 0]));
  const look = (keys: Keys): Promise<Map<number, KeyFinding>> => {
    const asked = Array.from({ length: keys.count }, (_, index) => text(keys.key(index)));
    const findings = new Map<number, KeyFinding>();
    for (const [index, name] of asked.entries()) {
      const turn = turns.get(name) ?? 0;
      turns.set(name, turn + 1);
      const finding = script[name]?.[turn] ?? null;
      if (finding !== null) findings.set(index, finding);
    }
    looks.push(asked);
    return Promise.resolve(findings);
  };
  const wait = (pause: number): Promise<void> => {
    pauses.push(pause);
    return Promise.resolve();
  };
  const first = await look(keysOf(names));
  looks.length = 0;
  await settle({ look, pauses: { wait }, tally, database: 3 }, keysOf(names), first, signal);
  return { looks, pauses, result: tally.result('complete') };
}

describe('settle', () => {
  it('does not look again at what stood still while it was read', async () => {
    const sure: DifferentKey = { ...differs('a'), certain: true };
    const { looks, result } = await run({
      sure: [sure],
      later: [differs('a'), { ...differs('b'), certain: true }],
    });
    expect(looks).toEqual([['later']]);
    expect(result.keys).toMatchObject({ compared: 2, different: 2, changing: 1 });
  });

  it('does not look again at what is equal, gone or lossy', async () => {
    const { looks, pauses, result } = await run({
      equal: [],
      gone: [{ kind: 'expired' }],
      lossy: [{ kind: 'lossy', loss: 'hash-field-ttl' }],
    });
    expect(looks).toEqual([]);
    expect(pauses).toEqual([]);
    expect(result.keys).toMatchObject({ compared: 3, equal: 2, expired: 1, different: 0 });
    expect(result.losses).toEqual([{ kind: 'hash-field-ttl', count: 1 }]);
  });

  it('looks up to three times, and only at those that still differ', async () => {
    const same = differs('x');
    const { looks, pauses, result } = await run({
      once: [same],
      twice: [same, same],
      thrice: [same, same, same],
      always: [same, same, same, same],
      goes: [same, { kind: 'expired' }],
    });
    expect(looks).toEqual([
      ['once', 'twice', 'thrice', 'always', 'goes'],
      ['twice', 'thrice', 'always'],
      ['thrice', 'always'],
    ]);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(500);
    expect(result.keys).toMatchObject({ compared: 5, equal: 3, expired: 1, different: 1, changing: 0 });
    expect(result.differences).toEqual([
      { key: btoa('always'), db: 3, kinds: ['value'], detail: 'the strings differ' },
    ]);
  });

  it('tells keys that went on changing from those that differ at rest', async () => {
    const { result } = await run({
      'in the source': [differs('1'), differs('2'), differs('2'), differs('2')],
      'in both': [differs('1', '1'), differs('1', '2'), differs('2', '2'), differs('2', '2')],
      'at rest': [differs('1'), differs('1'), differs('1'), differs('1')],
    });
    expect(result.keys).toMatchObject({ different: 3, changing: 2 });
    expect(result.differences.map(({ detail, changing }) => [detail, changing])).toEqual([
      ['the strings differ; the source went on changing it', true],
      ['the strings differ; the source and the target went on changing it', true],
      ['the strings differ', undefined],
    ]);
  });

  it('looks again in parts, a thousand keys or four megabytes at a time', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2500 }, (_, index) => [`k${String(index)}`, [differs('x')]]),
    );
    expect((await run(many)).looks.map((names) => names.length)).toEqual([1000, 1000, 500]);
    const large = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [name, [differs('x', 'y', name === 'c' ? 90e6 : 2e6)]]),
    );
    expect((await run(large)).looks).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('counts nothing that it could not settle when it is aborted', async () => {
    const { looks, result } = await run({ differs: [differs('x')], equal: [] }, AbortSignal.abort());
    expect(looks).toEqual([]);
    expect(result.keys).toMatchObject({ compared: 1, equal: 1, different: 0 });
  });
});
