import { ProtocolError, lineEnd, parseInteger } from './replies';
import type { Replies } from './replies';

/** Keys in the order of a SCAN page, as pieces of its bytes: `$length CRLF name CRLF`, ready to be sent on. */
export interface FramedKeys {
  readonly bytes: Buffer;
  /** Start of each framed key. */
  readonly starts: Uint32Array;
  /** End of each framed key, CRLF included. */
  readonly ends: Uint32Array;
  readonly count: number;
}

/** One page of SCAN. */
export interface KeyPage extends FramedKeys {
  /** `0` after the last page. */
  readonly cursor: string;
}

const ERROR = 45;

/**
 * Reads the reply of SCAN; a key that stands in it twice is kept once.
 * @throws Error with the server's words for an error reply; ProtocolError
 */
export function readKeyPage({ bytes }: Replies): KeyPage {
  if (bytes[0] === ERROR) throw new Error(bytes.toString('utf8', 1, lineEnd(bytes, 1)));
  // *2 CRLF $n CRLF cursor CRLF *count CRLF, then the keys
  const outer = lineEnd(bytes, 0) + 2;
  const cursorAt = lineEnd(bytes, outer) + 2;
  const cursorEnd = lineEnd(bytes, cursorAt);
  const arrayAt = cursorEnd + 2;
  const arrayEnd = lineEnd(bytes, arrayAt);
  const total = parseInteger(bytes, arrayAt + 1, arrayEnd);
  if (!(total >= 0 && total <= bytes.length)) throw new ProtocolError();
  const starts = new Uint32Array(total);
  const ends = new Uint32Array(total);
  const seen = new Set<string>();
  let count = 0;
  let at = arrayEnd + 2;
  for (let index = 0; index < total; index++) {
    const head = lineEnd(bytes, at);
    const length = parseInteger(bytes, at + 1, head);
    const end = head + 2 + length + 2;
    if (!(end <= bytes.length)) throw new ProtocolError();
    const name = bytes.toString('latin1', head + 2, end - 2);
    if (!seen.has(name)) {
      seen.add(name);
      starts[count] = at;
      ends[count] = end;
      count++;
    }
    at = end;
  }
  return { bytes, starts, ends, count, cursor: bytes.toString('latin1', cursorAt, cursorEnd) };
}

/** Some of the keys: shares the bytes. */
export function sliceKeys(keys: FramedKeys, from: number, to: number): FramedKeys {
  return {
    bytes: keys.bytes,
    starts: keys.starts.subarray(from, to),
    ends: keys.ends.subarray(from, to),
    count: to - from,
  };
}

/** Keys from elsewhere, framed. */
export function frameKeys(names: readonly Uint8Array[]): FramedKeys {
  const starts = new Uint32Array(names.length);
  const ends = new Uint32Array(names.length);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const [index, name] of names.entries()) {
    const head = Buffer.from(`$${String(name.length)}\r\n`, 'latin1');
    pieces.push(head, name, CRLF);
    starts[index] = at;
    at += head.length + name.length + 2;
    ends[index] = at;
  }
  return { bytes: Buffer.concat(pieces), starts, ends, count: names.length };
}

/** The name alone, without its framing: a view. */
export function keyName({ bytes, starts, ends }: FramedKeys, index: number): Buffer {
  const start = starts[index] ?? 0;
  return bytes.subarray(lineEnd(bytes, start) + 2, (ends[index] ?? 0) - 2);
}

const CRLF = Buffer.from('\r\n', 'latin1');
