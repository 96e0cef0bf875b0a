import { splitLine } from './splitLine';
import type { ConfLine } from './splitLine';

/** A text of redis.conf, line by line; nothing of it is lost. */
export interface ConfDocument {
  readonly lines: readonly ConfLine[];
  /** What ends each line: the last one has nothing, unless the text is cut there. */
  readonly breaks: readonly LineBreak[];
}

type LineBreak = '' | '\n' | '\r\n';

/** A place in a text: both from 0, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A part of a text and what takes its place, as an editor tells it. */
export interface Edit {
  readonly start: Place;
  readonly end: Place;
  readonly text: string;
}

/** Reads a text; there is none that cannot be read, what is wrong stands with the line. */
export function parseConf(text: string): ConfDocument {
  const lines: ConfLine[] = [];
  const breaks: LineBreak[] = [];
  for (let from = 0; ;) {
    const at = text.indexOf('\n', from);
    if (at < 0) {
      lines.push(splitLine(text.slice(from)));
      breaks.push('');
      return { lines, breaks };
    }
    const crlf = at > from && text.charCodeAt(at - 1) === 13;
    lines.push(splitLine(text.slice(from, crlf ? at - 1 : at)));
    breaks.push(crlf ? '\r\n' : '\n');
    from = at + 1;
  }
}

/** The text that was read, to the character. */
export function textOf({ lines, breaks }: ConfDocument): string {
  return lines.map((line, index) => line.text + (breaks[index] ?? '')).join('');
}

/**
 * The document after an edit; only lines that it touches are read again. Equal to reading the whole new text.
 * @throws RangeError when the edit is not within the document
 */
export function editConf(document: ConfDocument, { start, end, text }: Edit): ConfDocument {
  const first = document.lines[start.line];
  const last = document.lines[end.line];
  if (first === undefined || last === undefined || end.line < start.line) {
    throw new RangeError('the edit is outside of the document');
  }
  const kept = last.text.slice(end.column) + (document.breaks[end.line] ?? '');
  // A line break at the very end of what is read again belongs to it, and the empty line after it does not.
  const cut = end.line + 1 < document.lines.length;
  const read = parseConf(first.text.slice(0, start.column) + text + kept);
  const count = cut ? read.lines.length - 1 : read.lines.length;
  return {
    lines: [
      ...document.lines.slice(0, start.line),
      ...read.lines.slice(0, count),
      ...document.lines.slice(end.line + 1),
    ],
    breaks: [
      ...document.breaks.slice(0, start.line),
      ...read.breaks.slice(0, count),
      ...document.breaks.slice(end.line + 1),
    ],
  };
}
