import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, table } from '../../../src/core/report/markdown';

describe('Markdown', () => {
  it('shows text as it is, in one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(/[\r\n]/.test(escaped)).toBe(false);
        expect(/(?<!\\)(?:\\\\)*[`*_[\]|<>]/.test(escaped)).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(escapeMarkdown('a|b <img> `x` [y](z)')).toBe('a\\|b \\<img\\> \\`x\\` \\[y\\]\\(z\\)');
    expect(escapeMarkdown('a\r\nb\nc\rd')).toBe('a b c d');
  });

  it('makes tables', () => {
    expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
  });
});
