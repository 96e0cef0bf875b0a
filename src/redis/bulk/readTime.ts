import { lineEnd, parseInteger } from './replies';
import { replyError } from './replyError';

const ERROR = 45;

/**
 * TIME's reply, an array of two bulk strings that begins at `at`, as milliseconds since the epoch.
 * @throws Error with the server's words for an error reply
 */
export function readTime(bytes: Buffer, at: number): number {
  if (bytes[at] === ERROR) throw replyError(bytes, at);
  const secondsHead = lineEnd(bytes, lineEnd(bytes, at) + 2) + 2;
  const secondsEnd = lineEnd(bytes, secondsHead);
  const microsecondsHead = lineEnd(bytes, secondsEnd + 2) + 2;
  const microseconds = parseInteger(bytes, microsecondsHead, lineEnd(bytes, microsecondsHead));
  return parseInteger(bytes, secondsHead, secondsEnd) * 1000 + Math.round(microseconds / 1000);
}
