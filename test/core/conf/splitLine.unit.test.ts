import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLine } from '../../../src/core/conf/splitLine';

const valuesOf = (text: string): string[] => splitLine(text).words.map(({ value }) => value);
const placesOf = (text: string): string[] =>
  splitLine(text).words.map(({ start, end }) => text.slice(start, end));

describe('splitLine', () => {
  it.each([
    ['maxmemory 1gb', ['maxmemory', '1gb']],
    ['\tmaxmemory\t\t1gb\t\r', ['maxmemory', '1gb']],
    ['"maxmemory" \'1gb\'', ['maxmemory', '1gb']],
    ['a "x\\x41\\n\\"y" z', ['a', 'xA\n"y', 'z']],
    ["a 'x\\x41\\'y'", ['a', "x\\x41'y"]],
    ['a "\\q\\\\\\x4"', ['a', 'q\\x4']],
    ['a b"c d"', ['a', 'bc d']],
    ['a \\', ['a', '\\']],
    ['a\u000b b\u000c', ['a\u000b', 'b\u000c']],
    ['a \u000bb', ['a', 'b']],
    ['a ""', ['a', '']],
    ['a # b', ['a', '#', 'b']],
    ['a \u00a0b', ['a', '\u00a0b']],
    ['', []],
    ['  # a "comment', []],
  ])('%j is %j', (text, words) => {
    expect(splitLine(text).fault).toBeNull();
    expect(valuesOf(text)).toEqual(words);
  });

  it('knows where each word stands, quotes and all', () => {
    expect(placesOf('  save  "900 1" \'a\'')).toEqual(['save', '"900 1"', "'a'"]);
  });

  it.each([
    ['a "b', { kind: 'open', start: 2, end: 4 }],
    ["a 'b\\'", { kind: 'open', start: 2, end: 6 }],
    ['a b"', { kind: 'open', start: 3, end: 4 }],
    ['a "b"c', { kind: 'joined', start: 4, end: 6 }],
    ['a "b"#', { kind: 'joined', start: 4, end: 6 }],
    ['a b\0c', { kind: 'nul', start: 3, end: 4 }],
  ])('%j has a fault', (text, fault) => {
    expect(splitLine(text).fault).toEqual(fault);
  });

  it('joins what stands behind a closing quote, as Valkey 9 does, and reads nothing behind a NUL', () => {
    expect(valuesOf('a "1"gb\'x\'')).toEqual(['a', '1gbx']);
    expect(valuesOf('a b\0c d')).toEqual(['a', 'b']);
  });

  it('reads back any words that were quoted', () => {
    const quoted = (word: string): string => `"${word.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((text) => !text.includes('\0')),
          { minLength: 1 },
        ),
        (words) => {
          const { fault, words: read } = splitLine(words.map(quoted).join(' '));
          expect(fault).toBeNull();
          expect(read.map(({ value }) => value)).toEqual(words);
        },
      ),
    );
  });

  it('never loses its way: words come one behind the other, and blanks or a fault are between', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', "'", '\\', ' ', '\t', 'x', '4', '#', '\u000b', '\0'),
    });
    fc.assert(
      fc.property(text, (line) => {
        const { words, fault } = splitLine(line);
        let at = 0;
        for (const { start, end } of words) {
          expect(line.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        if (fault === null && words.length > 0) expect(line.slice(at).trim()).toBe('');
      }),
    );
  });
});
