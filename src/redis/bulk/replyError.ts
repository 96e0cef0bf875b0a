import { lineEnd } from './replies';

/** The error reply that begins at `at`, in the server's words. */
export function replyError(bytes: Buffer, at: number): Error {
  return new Error(bytes.toString('utf8', at + 1, lineEnd(bytes, at + 1)));
}
