import { readFileSync } from 'node:fs';
import { Failure } from '../core/model/failure';

/** The largest file that is read: servers' own take a few thousand lines. */
const MOST_BYTES = 20_000_000;

/** The text of a redis.conf, with its byte order mark if there is one. @throws Failure `file.unreadable` */
export function readConfFile(path: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > MOST_BYTES)
      throw Object.assign(new Error(), { code: 'it is too large for a redis.conf' });
    return bytes.toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new Failure(
      'file.unreadable',
      { what: `Could not read ${path}`, why: code, next: 'Name a file that exists and that you may read.' },
      error,
    );
  }
}
