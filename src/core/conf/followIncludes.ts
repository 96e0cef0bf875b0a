import { parseConf } from './confDocument';
import type { ConfDocument } from './confDocument';
import { isRedisBefore } from './confTarget';
import type { ConfTarget } from './confTarget';
import type { ConfLine } from './splitLine';

/** What an `include` asks for. */
export interface IncludeAsked {
  readonly name: string;
  /** The values of `dir` in the lines before, each relative to the one before it: a server changes its folder at once. */
  readonly dirs: readonly string[];
  /** Whether `*`, `?` and `[` stand for names. Before Redis 7.0 they stand for themselves. */
  readonly glob: boolean;
}

/** Why a file has no text: there is none, or we may not read it, which a server perhaps may. */
export interface Unread {
  readonly kind: 'missing' | 'unreadable';
}

/** A file that an `include` takes in. */
export interface IncludedFile {
  /** Absolute, so that the same file has the same path. */
  readonly path: string;
  readonly text: string | Unread;
}

/** Where a file is, and those that it may include. */
export interface ConfPlace {
  /** Of the file itself. */
  readonly path: string;
  /** The files of an `include`; of a pattern that nothing matches none, and of a plain name always one. */
  find(asked: IncludeAsked): readonly IncludedFile[];
}

/** Why an `include` was not followed. */
export interface IncludeProblem {
  /** From 0, in all that was read. */
  readonly line: number;
  readonly kind: Unread['kind'] | 'circle' | 'tooMuch';
  readonly path: string;
}

/** A file with all that it includes, at the places where a server reads it. */
export interface FollowedConf {
  readonly document: ConfDocument;
  /** For each line of the document: the included file that it stands in (null: that which includes) and where, from 0. */
  readonly places: readonly { readonly file: string | null; readonly line: number }[];
  /** The files that were taken in, each once. */
  readonly files: readonly string[];
  readonly problems: readonly IncludeProblem[];
  /** True when all that is included was read. */
  readonly whole: boolean;
}

/** More than any server's configuration has, less than a few files make that include each other twice over. */
const MOST_LINES = 100_000;

/** Reads what a file includes, and what that includes in turn. */
export function followIncludes(document: ConfDocument, target: ConfTarget, place: ConfPlace): FollowedConf {
  const lines: ConfLine[] = [];
  const places: { file: string | null; line: number }[] = [];
  const problems: IncludeProblem[] = [];
  const files = new Set<string>();
  const dirs: string[] = [];
  const include = (name: string, within: readonly string[]): void => {
    const line = lines.length - 1;
    const taken: { path: string; text: string }[] = [];
    const glob = !isRedisBefore(target, '7.0') && isPattern(name);
    for (const { path, text } of place.find({ name, dirs, glob })) {
      if (typeof text !== 'string') problems.push({ line, kind: text.kind, path });
      else if (within.includes(path)) problems.push({ line, kind: 'circle', path });
      else if (lines.length > MOST_LINES) problems.push({ line, kind: 'tooMuch', path });
      else taken.push({ path, text });
    }
    for (const file of taken) files.add(file.path);
    // A server reads the files of a pattern as one text: a last line without its end goes on in the next file.
    const starts = startsOf(taken);
    const read = parseConf(taken.map(({ text }) => text).join(''));
    walk(
      read,
      (at) => {
        const start = starts.findLast(({ own }) => own <= at);
        return start === undefined ? { file: null, line: at } : { file: start.path, line: at - start.line };
      },
      [...within, ...taken.map((file) => file.path)],
    );
  };
  const walk = (
    read: ConfDocument,
    placeOf: (at: number) => { file: string | null; line: number },
    within: readonly string[],
  ): void => {
    read.lines.forEach((line, at) => {
      lines.push(line);
      places.push(placeOf(at));
      const [name, value, more] = line.words;
      if (name === undefined || value === undefined || more !== undefined || value.value === '') return;
      if (line.fault?.kind === 'open') return;
      switch (name.value.toLowerCase()) {
        case 'include':
          include(value.value, within);
          break;
        case 'dir':
          dirs.push(value.value);
      }
    });
  };
  walk(document, (at) => ({ file: null, line: at }), [place.path]);
  const breaks = lines.map(() => '\n' as const);
  const whole = problems.length === 0;
  return { document: { lines, breaks }, places, files: [...files], problems, whole };
}

/** A file alone, as an editor has it. */
export function notFollowed(document: ConfDocument): FollowedConf {
  return {
    document,
    places: document.lines.map((_, line) => ({ file: null, line })),
    files: [],
    problems: [],
    whole: false,
  };
}

/** Whether a name stands for those that match it. */
export function isPattern(name: string): boolean {
  return /[*?[]/.test(name);
}

/** The line of the joined text that each file begins in, and the first that is its own from its beginning. */
function startsOf(
  files: readonly { readonly path: string; readonly text: string }[],
): { path: string; line: number; own: number }[] {
  let line = 0;
  let fresh = true;
  return files.map(({ path, text }) => {
    const start = { path, line, own: fresh ? line : line + 1 };
    if (text !== '') {
      line += text.split('\n').length - 1;
      fresh = text.endsWith('\n');
    }
    return start;
  });
}
