import { Failure } from '../core/model/failure';
import { readBounded } from './readBounded';

/** The largest file that is read: servers' own take a few thousand lines. */
const MOST_BYTES = 20_000_000;

/** The text of a redis.conf, with its byte order mark if there is one. @throws Failure `file.unreadable` */
export function readConfFile(path: string): string {
  try {
    return readBounded(path, MOST_BYTES).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const why = code === 'EFBIG' ? 'it is too large for a redis.conf' : code;
    throw new Failure(
      'file.unreadable',
      { what: `Could not read ${path}`, why, next: 'Name a file that exists and that you may read.' },
      error,
    );
  }
}
