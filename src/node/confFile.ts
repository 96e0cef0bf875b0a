import { parseConf } from '../core/conf/confDocument';
import { isSentinelConf } from '../core/conf/isSentinelConf';
import { Failure } from '../core/model/failure';
import { readBounded } from './readBounded';

/** The largest file that is read: servers' own take a few thousand lines. */
const MOST_BYTES = 20_000_000;
/** So many zero bytes at the beginning of a file are no slip of the hand. */
const HEAD_BYTES = 4096;
const MANY_ZEROS = 4;

const WORDS: Readonly<Record<string, string>> = {
  EFBIG: 'it is too large for a redis.conf',
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/**
 * The text of a redis.conf, with its byte order mark if there is one.
 * @throws Failure `file.unreadable`, also for that of a Sentinel, which servers' rules would judge wrongly
 */
export function readConfFile(path: string): string {
  const text = textOf(path);
  if (!isSentinelConf(parseConf(text))) return text;
  throw strange(
    path,
    'it is the configuration of a Sentinel',
    'Name the redis.conf or valkey.conf of a server.',
  );
}

function textOf(path: string): string {
  const bytes = bytesOf(path);
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw strange(
      path,
      'it is UTF-16, and servers read UTF-8',
      'Save it as UTF-8 without a byte order mark.',
    );
  // One stray zero byte in a text is a finding of its own, and is told with its place.
  if (bytes.subarray(0, HEAD_BYTES).filter((byte) => byte === 0).length >= MANY_ZEROS)
    throw strange(path, 'it is not a text file', 'Name the redis.conf or valkey.conf of a server.');
  return bytes.toString('utf8');
}

function strange(path: string, why: string, next: string): Failure {
  return new Failure('file.unreadable', { what: `Could not check ${path}`, why, next });
}

function bytesOf(path: string): Buffer {
  try {
    return readBounded(path, MOST_BYTES);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const why = WORDS[code] ?? code;
    throw new Failure(
      'file.unreadable',
      { what: `Could not read ${path}`, why, next: 'Name a file that exists and that you may read.' },
      error,
    );
  }
}
