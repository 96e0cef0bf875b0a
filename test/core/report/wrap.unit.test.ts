import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrap } from '../../../src/core/report/wrap';

it('keeps the words and their order, in lines of 80 columns where the words allow that', () => {
  const word = fc.string({ minLength: 1, maxLength: 100 }).map((text) => text.replace(/\s/g, '_'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.nat(20), (words, indent) => {
      const first = '-'.repeat(indent);
      const lines = wrap(words.join(' '), first).split('\n');
      const bodies = lines.map((line, index) => {
        expect(line.startsWith(index === 0 ? first : ' '.repeat(indent))).toBe(true);
        return line.slice(indent);
      });
      expect(bodies.join(' ')).toBe(words.join(' '));
      for (const [index, line] of lines.entries()) {
        if ((bodies[index] ?? '').includes(' ')) expect(line.length).toBeLessThanOrEqual(80);
        const next = bodies[index + 1]?.split(' ')[0];
        if (next !== undefined) expect(line.length + 1 + next.length).toBeGreaterThan(80);
      }
    }),
  );
});
