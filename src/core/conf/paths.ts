import type { ConfDocument } from './confDocument';
import { isPattern } from './followIncludes';

/** Directives whose first argument is a path on the server. */
const PATHS =
  /^(include|aclfile|loadmodule|dir|pidfile|logfile|unixsocket|tls-(cert|key|client-cert|client-key|dh-params|ca-cert)-file|tls-ca-cert-dir)$/i;
const TYPED = /^\s*([\w-]+)\s+["']?([^\s"']*)$/;

/** A path that is being typed. */
export interface TypedPath {
  /** What stands before the last slash, with it; empty without one. */
  readonly folder: string;
  /** The column that the name in that folder begins at, from 0. */
  readonly start: number;
}

/** The path that is typed at a column of a line; null where none can stand. */
export function typedPath(line: string, column: number): TypedPath | null {
  const [, name, path] = TYPED.exec(line.slice(0, column)) ?? [];
  if (name === undefined || path === undefined || !PATHS.test(name)) return null;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return { folder, start: column - path.length + folder.length };
}

/** A file that a line includes. */
export interface IncludeLine {
  /** From 0, as the columns are, which are those of the path. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** What `dir` says in the lines before, and the path: each relative to the one before it. */
  readonly steps: readonly string[];
}

/** The files that a document includes by their names; patterns are none. */
export function includeLines({ lines }: ConfDocument): IncludeLine[] {
  const dirs: string[] = [];
  return lines.flatMap(({ words: [name, value, more], fault }, line) => {
    if (name === undefined || value === undefined || more !== undefined || fault !== null) return [];
    const directive = name.value.toLowerCase();
    if (directive === 'dir') dirs.push(value.value);
    if (directive !== 'include' || value.value === '' || isPattern(value.value)) return [];
    return [{ line, start: value.start, end: value.end, steps: [...dirs, value.value] }];
  });
}
