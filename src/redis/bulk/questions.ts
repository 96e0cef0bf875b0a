import { lineEnd, parseInteger } from './replies';

/** What can be asked of every key of a request, besides its expiry and its payload. Each is answered by an integer. */
export type KeyQuestion = 'idle' | 'frequency';

/** Each as a command, up to the key. */
export const QUESTION: Readonly<Record<KeyQuestion, Buffer>> = {
  /** Seconds. Not under an LFU policy. */
  idle: Buffer.from('*3\r\n$6\r\nOBJECT\r\n$8\r\nIDLETIME\r\n', 'latin1'),
  /** 0 to 255. Only under an LFU policy. */
  frequency: Buffer.from('*3\r\n$6\r\nOBJECT\r\n$4\r\nFREQ\r\n', 'latin1'),
};

const ERROR = 45;
const INTEGER = 58;
/** How servers of either policy begin to say that they have the other. */
const OTHER_POLICY = '-ERR An LFU maxmemory policy';

/** Stands for an answer that could not be had: the key is gone, or the policy has changed meanwhile. */
export const UNKNOWN = -1;

/** The answer that begins at `at`; null for an error reply that is not about the policy. */
export function readAnswer(bytes: Buffer, at: number): number | null {
  const end = lineEnd(bytes, at);
  if (bytes[at] === INTEGER) return parseInteger(bytes, at + 1, end);
  if (bytes[at] !== ERROR) return UNKNOWN;
  return bytes.toString('latin1', at, end).startsWith(OTHER_POLICY) ? UNKNOWN : null;
}
