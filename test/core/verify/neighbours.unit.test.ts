import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withPrefix } from '../../../src/core/plan/keyPrefix';
import { neighboursOf, ownNames } from '../../../src/core/verify/neighbours';

const bytes = (name: string): Uint8Array => new TextEncoder().encode(name);
const text = (name: Uint8Array): string => new TextDecoder().decode(name);

const word = fc.array(fc.constantFrom('a', 'b', ':', 'ä'), { maxLength: 5 }).map((parts) => parts.join(''));
const pairsOf = (prefixes: readonly string[]) =>
  prefixes.map((prefix, source) => ({ source, target: 0, keys: 0, ...(prefix === '' ? {} : { prefix }) }));

it('gives each name of the target to the longest prefix that it begins with, and to no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 4 }), word, (prefixes, name) => {
      const pairs = pairsOf(prefixes);
      const owners = pairs.filter(({ prefix = '', ...pair }) => {
        if (!name.startsWith(prefix)) return false;
        const rest = bytes(name.slice(prefix.length));
        const own = pairs.find(({ source }) => source === pair.source);
        return own !== undefined && ownNames(neighboursOf(own, pairs), [rest]).length === 1;
      });
      const fitting = prefixes.filter((prefix) => name.startsWith(prefix));
      const longest = fitting.sort((a, b) => b.length - a.length)[0];
      expect(owners.map(({ prefix = '' }) => prefix)).toEqual(longest === undefined ? [] : [longest]);
    }),
  );
});

it('knows by which other names, of which databases, a key of the target may have come', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 4 }), word, (prefixes, name) => {
      const pairs = pairsOf(prefixes);
      for (const pair of pairs) {
        const { shorter } = neighboursOf(pair, pairs);
        const others = prefixes.flatMap((prefix, source) =>
          source !== pair.source && (pair.prefix ?? '').startsWith(prefix) ? [source] : [],
        );
        expect(shorter.map(({ database }) => database)).toEqual(others);
        for (const { database, lead } of shorter) {
          const there = `${prefixes[database] ?? ''}${text(withPrefix(lead, bytes(name)))}`;
          expect(there).toBe(`${pair.prefix ?? ''}${name}`);
        }
      }
    }),
  );
});

it('leaves databases of other targets out', () => {
  const [one, other] = [
    { source: 0, target: 0, keys: 0 },
    { source: 1, target: 1, keys: 0, prefix: 'a' },
  ];
  expect(neighboursOf(one, [one, other])).toEqual({ longer: [], shorter: [] });
  expect(neighboursOf(other, [one, other])).toEqual({ longer: [], shorter: [] });
});
