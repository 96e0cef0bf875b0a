import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ConfPlace, IncludedFile, Unread } from '../core/conf/followIncludes';
import { readBounded } from './readBounded';

const MOST_BYTES = 20_000_000;

/**
 * Finds on the disk what a redis.conf includes. A relative path begins at the folder of that file, which stands for the one
 * that the server is started in.
 */
export function includedFiles(main: string): ConfPlace {
  const path = resolve(main);
  return {
    path,
    find: ({ name, dirs, glob }) => {
      const from = dirs.reduce((at, dir) => resolve(at, dir), dirname(path));
      const paths = glob ? matching(resolve(from, name)) : [resolve(from, name)];
      return paths.map((found): IncludedFile => ({ path: found, text: textOf(found) }));
    },
  };
}

function textOf(path: string): string | Unread {
  try {
    return readBounded(path, MOST_BYTES).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // A server opens a folder as well, and reads nothing from it.
    if (code === 'EISDIR') return '';
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
}

/** The files that a pattern matches as glob(3) matches them, in the order of their bytes. */
function matching(pattern: string): string[] {
  const [root = '', ...parts] = pattern.split('/');
  return parts
    .reduce<string[]>(
      (folders, part) => folders.flatMap((folder) => namesIn(folder, part).map((name) => join(folder, name))),
      [`${root}/`],
    )
    .filter((path) => existsSync(path));
}

function namesIn(folder: string, part: string): string[] {
  if (!/[*?[\\]/.test(part)) return [part];
  try {
    // A set that is upside down matches nothing, there as here.
    const wanted = expressionOf(part);
    return readdirSync(folder)
      .filter((name) => wanted.test(name) && (part.startsWith('.') || !name.startsWith('.')))
      .sort();
  } catch {
    return [];
  }
}

/** One part of a path as glob(3) takes it: a set that is not closed, and a sign behind a backslash, stand for themselves. */
function expressionOf(part: string): RegExp {
  const source = part.replace(
    /\\(.)|\[([!^]?)(\]?[^\]]*)\]|([*?])|([^])/g,
    (_all, escaped?: string, not?: string, set?: string, wild?: string, plain?: string) => {
      if (set !== undefined) return `[${not === '' ? '' : '^'}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      if (wild !== undefined) return wild === '*' ? '.*' : '.';
      return (escaped ?? plain ?? '').replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&');
    },
  );
  return new RegExp(`^${source}$`, 's');
}
