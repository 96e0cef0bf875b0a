import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesGlob } from '../../../src/core/copy/glob';
import { isFailure } from '../../../src/core/model/failure';
import type { DatabasePair } from '../../../src/core/plan/pairDatabases';
import { refuseCollisions } from '../../../src/core/plan/refuseCollisions';
import type { KeySource } from '../../../src/core/ports';

const { signal } = new AbortController();
const text = new TextDecoder();
const bytes = (name: string): Uint8Array => new TextEncoder().encode(name);

/** Databases of names, asked as a server would be. */
function sourceOf(databases: readonly ReadonlySet<string>[]): Pick<KeySource, 'names' | 'exist'> {
  return {
    async *names({ database, match = '*' }) {
      const glob = bytes(match);
      const names = [...(databases[database] ?? [])].map(bytes).filter((name) => matchesGlob(glob, name));
      for (let from = 0; from < names.length; from += 3) {
        yield await Promise.resolve(names.slice(from, from + 3));
      }
    },
    exist: async (database, keys) =>
      Promise.resolve(keys.map((key) => databases[database]?.has(text.decode(key)) === true)),
  };
}

it('refuses exactly those mappings that would give a name twice, and counts the names', async () => {
  const part = fc.constantFrom('a', 'b', 'a:', '*', '[', '\\', '?', 'ä');
  const word = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
  const database = fc.record({
    prefix: fc.option(
      word.filter((prefix) => prefix !== ''),
      { nil: undefined },
    ),
    target: fc.integer({ min: 0, max: 1 }),
    names: fc.uniqueArray(word, { maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(database, { maxLength: 3 }), async (databases) => {
      const pairs = databases.map(({ prefix, target, names }, source): DatabasePair => ({
        ...{ source, target, keys: names.length },
        ...(prefix === undefined ? {} : { prefix }),
      }));
      const given = databases.flatMap(({ prefix = '', target, names }) =>
        names.map((name) => `${String(target)}/${prefix}${name}`),
      );
      const twice = given.filter((name, index) => given.indexOf(name) !== index);
      const source = sourceOf(databases.map(({ names }) => new Set(names)));
      const error: unknown = await refuseCollisions(source, pairs, signal).catch((thrown: unknown) => thrown);
      expect(error !== undefined).toBe(twice.length > 0);
      if (!isFailure(error)) return;
      expect(error.code).toBe('database.mapping');
      // Of three databases with one name it tells each two that meet.
      expect(Number(/^\d+/.exec(error.why)?.[0])).toBeGreaterThanOrEqual(new Set(twice).size);
    }),
    { numRuns: 500 },
  );
});

it('names some of them, as they would be called', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `k${String(index)}`);
  const source = sourceOf([new Set(names.map((name) => `app:${name}`)), new Set(names)]);
  const pairs = [
    { source: 0, target: 0, keys: 20 },
    { source: 1, target: 0, keys: 20, prefix: 'app:' },
  ];
  await expect(refuseCollisions(source, pairs, signal)).rejects.toMatchObject({
    why: expect.stringMatching(/^20 names .*: app:k0, app:k1, app:k2, app:k3, app:k4 …$/) as string,
  });
});
