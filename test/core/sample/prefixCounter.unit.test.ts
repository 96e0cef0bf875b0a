import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PrefixCounter } from '../../../src/core/sample/prefixCounter';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['user:1', 'user:', 0],
  ['user:{1}:name', 'user:', 1],
  ['{user:1}', '{user:', 1],
  ['plain', '', 0],
  ['a:{}b', 'a:', 0],
  ['a:}x{', 'a:', 0],
  ['a:{x', 'a:', 0],
  [`${'x'.repeat(100)}:1`, 'x'.repeat(64), 0],
])('%s has the prefix %s', (key, prefix, tagged) => {
  const counter = new PrefixCounter();
  counter.add(bytes(key));
  expect(counter.figures()).toEqual([{ prefix, count: 1, tagged }]);
});

it('counts exactly while there are few prefixes, and tells the 20 most frequent', () => {
  const names = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 500 });
  fc.assert(
    fc.property(names, (all) => {
      const counter = new PrefixCounter();
      const counts = new Map<string, number>();
      for (const name of all) {
        counter.add(bytes(`p${String(name)}:x`));
        counts.set(`p${String(name)}:`, (counts.get(`p${String(name)}:`) ?? 0) + 1);
      }
      const figures = counter.figures();
      expect(figures).toHaveLength(Math.min(20, counts.size));
      for (const { prefix, count } of figures) expect(count).toBe(counts.get(prefix));
      const least = figures.at(-1)?.count ?? 0;
      const told = new Set(figures.map(({ prefix }) => prefix));
      for (const [prefix, count] of counts) if (!told.has(prefix)) expect(count).toBeLessThanOrEqual(least);
    }),
  );
});

it('finds the frequent ones among more prefixes than it keeps', () => {
  const counter = new PrefixCounter();
  const total = 60_000;
  for (let index = 0; index < total; index++) {
    counter.add(bytes(index % 10 === 0 ? 'hot:{x}' : `rare${String(index)}:x`));
  }
  const [first] = counter.figures();
  expect(first?.prefix).toBe('hot:');
  expect(first?.count).toBeLessThanOrEqual(total / 10);
  expect(first?.count).toBeGreaterThanOrEqual(total / 10 - total / 2_000);
  expect(first?.tagged).toBe(first?.count);
});
