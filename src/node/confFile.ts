import { parseConf } from '../core/conf/confDocument';
import { isSentinelConf } from '../core/conf/isSentinelConf';
import { Failure } from '../core/model/failure';
import { readBounded } from './readBounded';

/** The largest file that is read: servers' own take a few thousand lines. */
const MOST_BYTES = 20_000_000;

/**
 * The text of a redis.conf, with its byte order mark if there is one.
 * @throws Failure `file.unreadable`, also for that of a Sentinel, which servers' rules would judge wrongly
 */
export function readConfFile(path: string): string {
  const text = textOf(path);
  if (!isSentinelConf(parseConf(text))) return text;
  throw new Failure('file.unreadable', {
    what: `Could not check ${path}`,
    why: 'it is the configuration of a Sentinel',
    next: 'Name the redis.conf or valkey.conf of a server.',
  });
}

function textOf(path: string): string {
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
