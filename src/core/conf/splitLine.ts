/** One word of a line: the name of a directive, or an argument. */
export interface ConfWord {
  /** Columns in the line, from 0, with the quotes; `end` is that after the last character. */
  readonly start: number;
  readonly end: number;
  /** What the server reads: without quotes, escapes taken. A byte given as `\xHH` is one character. */
  readonly value: string;
  readonly quoted: boolean;
}

/**
 * `open`: a quote is never closed. `joined`: something stands right behind a closing quote, which Valkey 9 joins and all
 * others refuse. `nul`: the line holds a NUL, where a server stops to read it.
 */
export type FaultKind = 'open' | 'joined' | 'nul';

/** What is wrong with how a line is written. */
export interface LineFault {
  readonly kind: FaultKind;
  /** Columns, as of a word. */
  readonly start: number;
  readonly end: number;
}

/** A line without its line break, as a server splits it. */
export interface ConfLine {
  readonly text: string;
  /** Empty for blank lines and comments; the first is the directive's name. Those before a fault `open` or `nul`. */
  readonly words: readonly ConfWord[];
  readonly fault: LineFault | null;
}

const NUL = 0;
const HASH = 35;
const DOUBLE = 34;
const SINGLE = 39;
const BACKSLASH = 92;
const X = 120;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' };
const NOTHING: readonly ConfWord[] = [];

/**
 * Takes a line apart as servers do. A `#` begins a comment only as the first character that is not blank; inside double
 * quotes `\xHH`, `\n`, `\r`, `\t`, `\b` and `\a` stand for bytes; inside single quotes only `\'` is an escape.
 */
export function splitLine(text: string): ConfLine {
  let at = 0;
  const length = trimmedLength(text);
  while (at < length && isTrimmed(text.charCodeAt(at))) at++;
  if (at === length || text.charCodeAt(at) === HASH) return { text, words: NOTHING, fault: null };
  const words: ConfWord[] = [];
  let fault: LineFault | null = null;
  for (;;) {
    while (at < length && isSpace(text.charCodeAt(at))) at++;
    if (at >= length) return { text, words, fault };
    const start = at;
    let value: string | null = null;
    let from = at;
    let quoted = false;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (isBreak(code)) break;
      if (code === NUL) {
        if (at > start) words.push({ start, end: at, value: (value ?? '') + text.slice(from, at), quoted });
        return { text, words, fault: { kind: 'nul', start: at, end: at + 1 } };
      }
      if (code !== DOUBLE && code !== SINGLE) continue;
      quoted = true;
      const inner = quotedPart(text, at, length);
      if (inner === null) return { text, words, fault: { kind: 'open', start: at, end: length } };
      value = (value ?? '') + text.slice(from, at) + inner.value;
      at = inner.end - 1;
      from = inner.end;
      if (from < length && !isSpace(text.charCodeAt(from))) {
        fault ??= { kind: 'joined', start: from - 1, end: from + 1 };
      }
    }
    words.push({
      start,
      end: at,
      value: value === null ? text.slice(start, at) : value + text.slice(from, at),
      quoted,
    });
  }
}

/** The part from the quote at `at`; `end` is behind the closing one. null when there is none. */
function quotedPart(text: string, at: number, length: number): { value: string; end: number } | null {
  const quote = text.charCodeAt(at);
  let value = '';
  let from = at + 1;
  for (let next = from; next < length; next++) {
    const code = text.charCodeAt(next);
    if (code === quote) return { value: value + text.slice(from, next), end: next + 1 };
    if (code !== BACKSLASH || next + 1 >= length) continue;
    if (quote === SINGLE) {
      if (text.charCodeAt(next + 1) !== SINGLE) continue;
      value += text.slice(from, next);
      from = next + 1;
      next++;
      continue;
    }
    value += text.slice(from, next);
    const byte = text.charCodeAt(next + 1) === X ? hexByte(text, next + 2) : null;
    const escaped = text.charAt(next + 1);
    value += byte ?? ESCAPES[escaped] ?? escaped;
    next += byte === null ? 1 : 3;
    from = next + 1;
  }
  return null;
}

function hexByte(text: string, at: number): string | null {
  const digits = text.slice(at, at + 2);
  return /^[0-9a-fA-F]{2}$/.test(digits) ? String.fromCharCode(parseInt(digits, 16)) : null;
}

/** Blank, tab, CR and LF are cut off both ends of a line. */
function isTrimmed(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}

/** What is skipped before a word: vertical tab and form feed too. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** What ends a word: not vertical tab and form feed. */
function isBreak(code: number): boolean {
  return isTrimmed(code);
}

function trimmedLength(text: string): number {
  let length = text.length;
  while (length > 0 && isTrimmed(text.charCodeAt(length - 1))) length--;
  return length;
}
