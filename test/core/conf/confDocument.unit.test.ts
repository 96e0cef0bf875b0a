import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editConf, parseConf, textOf } from '../../../src/core/conf/confDocument';
import type { Edit } from '../../../src/core/conf/confDocument';

const TEXT = fc.string({
  unit: fc.constantFrom('a', 'b ', '"', '#', ' ', '\n', '\r\n', '\r', '\ufeff', 'é'),
});

/** An edit as an editor makes it: in whole lines and columns, and never between CR and LF. */
const EDIT = fc.tuple(TEXT, TEXT, fc.nat(), fc.nat()).map(([text, put, one, other]) => {
  const place = (at: number): number => {
    const offset = at % (text.length + 1);
    return text[offset] === '\n' && text[offset - 1] === '\r' ? offset - 1 : offset;
  };
  const [from, to] = [place(one), place(other)].sort((a, b) => a - b) as [number, number];
  return { text, put, from, to };
});

function placeOf(text: string, offset: number): Edit['start'] {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, column: offset - (before.lastIndexOf('\n') + 1) };
}

describe('a document', () => {
  it('is lines with their breaks', () => {
    const { lines, breaks } = parseConf('port 1\r\n\n# x\nsave ""');
    expect(lines.map(({ text }) => text)).toEqual(['port 1', '', '# x', 'save ""']);
    expect(breaks).toEqual(['\r\n', '\n', '\n', '']);
  });

  it('loses nothing of any text', () => {
    fc.assert(fc.property(TEXT, (text) => textOf(parseConf(text)) === text));
    fc.assert(fc.property(fc.string(), (text) => textOf(parseConf(text)) === text));
  });

  it('is after an edit what the new text is', () => {
    fc.assert(
      fc.property(EDIT, ({ text, put, from, to }) => {
        const edit = { start: placeOf(text, from), end: placeOf(text, to), text: put };
        const whole = text.slice(0, from) + put + text.slice(to);
        expect(editConf(parseConf(text), edit)).toEqual(parseConf(whole));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the lines that an edit does not touch', () => {
    const before = parseConf('a 1\nb 2\nc 3\n');
    const after = editConf(before, { start: { line: 1, column: 2 }, end: { line: 1, column: 3 }, text: '9' });
    expect(textOf(after)).toBe('a 1\nb 9\nc 3\n');
    expect(after.lines[0]).toBe(before.lines[0]);
    expect(after.lines[2]).toBe(before.lines[2]);
    expect(after.lines[3]).toBe(before.lines[3]);
  });

  it('refuses an edit that is not in it', () => {
    const edit = { start: { line: 0, column: 0 }, end: { line: 5, column: 0 }, text: '' };
    expect(() => editConf(parseConf('a'), edit)).toThrow(RangeError);
  });
});
