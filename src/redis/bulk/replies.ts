import { spareMemory } from './spareMemory';

/** Replies of one request as they came over the wire: one array of bytes, and where each reply begins in it. */
export interface Replies {
  /** Exactly the replies' bytes, framing included. */
  readonly bytes: Buffer;
  /** Start of each reply; one more than there are replies, so that `starts[n + 1]` ends the nth. */
  readonly starts: Uint32Array;
  /** False when the content of bulk strings was dropped, since it would have been too much; their headers and first bytes stand. */
  readonly whole: boolean;
}

const CR = 13;
const SIMPLE = 43;
const ERROR = 45;
const INTEGER = 58;
const BULK = 36;
const ARRAY = 42;

const FIRST_BYTES = 64 * 1024;
/** Reads into less would be many. */
const LEAST_ROOM = 16 * 1024;
/** A shorter bulk string is never dropped. */
const SHORT_BYTES = 4096;

/** Raised for bytes that are not RESP2. */
export class ProtocolError extends Error {
  constructor() {
    super('Protocol error');
  }
}

/**
 * Collects replies without looking into them: a bulk string is stepped over by its length. Nothing is made for a
 * reply but a number, so that a batch of thousands costs little more than its bytes.
 */
export class ReplyCollector {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #filled = 0;
  #at = 0;
  #starts = new Uint32Array(1);
  #wanted = 0;
  #count = 0;
  /** Elements of arrays that are still to come before the reply under way is whole. */
  #nested = 0;
  #most = Infinity;
  #whole = true;
  /** Bytes to come that are not kept. */
  #dropping = 0;

  /**
   * Says how many replies the next request has, and about how many bytes. Call it before their bytes arrive.
   * @param most bytes to keep: of bulk strings beyond, only the header and the first byte are
   */
  expect(replies: number, bytes: number, most = Infinity): void {
    this.#most = most;
    this.#whole = true;
    this.#wanted = replies;
    this.#count = 0;
    this.#nested = 0;
    this.#starts = new Uint32Array(replies + 1);
    if (bytes + LEAST_ROOM > this.#bytes.length) this.#grow(bytes + LEAST_ROOM);
  }

  /** Where the next bytes may be put, so that they need not be copied; see `filled`. */
  room(): Uint8Array {
    if (this.#bytes.length - this.#filled < LEAST_ROOM) this.#grow(this.#bytes.length * 2);
    return this.#bytes.subarray(this.#filled);
  }

  /** Takes in what was put into the room given last: its first `count` bytes. */
  filled(room: Uint8Array, count: number): void {
    const { buffer, byteOffset } = this.#bytes;
    // Meanwhile the bytes may have been given more place elsewhere.
    if (this.#dropping === 0 && room.buffer === buffer && room.byteOffset === byteOffset + this.#filled)
      this.#filled += count;
    else this.push(room.subarray(0, count));
  }

  /** Takes bytes in. */
  push(bytes: Uint8Array): void {
    const dropped = Math.min(this.#dropping, bytes.length);
    this.#dropping -= dropped;
    const chunk = dropped === 0 ? bytes : bytes.subarray(dropped);
    const needed = this.#filled + chunk.length;
    if (needed > this.#bytes.length) this.#grow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.set(chunk, this.#filled);
    this.#filled = needed;
  }

  /** True if bytes are there that no reply was taken from. */
  get hasBytes(): boolean {
    return this.#filled > 0;
  }

  /**
   * The replies that were expected, once they are whole; null before.
   * @throws ProtocolError
   */
  take(): Replies | null {
    while (this.#count < this.#wanted) {
      const end = this.#element();
      if (end < 0) return null;
      this.#at = end;
      if (this.#nested > 0) {
        this.#nested--;
        if (this.#nested > 0) continue;
      }
      this.#count++;
      this.#starts[this.#count] = this.#at;
    }
    return this.#cut();
  }

  /** Gives the replies away and keeps what came after them. */
  #cut(): Replies {
    const replies = { bytes: this.#bytes.subarray(0, this.#at), starts: this.#starts, whole: this.#whole };
    const rest = this.#filled - this.#at;
    // The size of the last request is the best guess for the next one's.
    const next = allocate(Math.max(FIRST_BYTES, rest, Math.min(this.#at + LEAST_ROOM, 4 << 20)));
    this.#bytes.copy(next, 0, this.#at, this.#filled);
    this.#bytes = next;
    this.#filled = rest;
    this.#at = 0;
    this.#wanted = 0;
    this.#starts = new Uint32Array(1);
    return replies;
  }

  /** Where the element at the current place ends; -1 when it is not whole. An array ends behind its header. */
  #element(): number {
    const bytes = this.#bytes;
    if (this.#at >= this.#filled) return -1;
    const type = bytes[this.#at] ?? 0;
    const line = this.#lineEnd(this.#at + 1);
    if (line < 0) return -1;
    switch (type) {
      case SIMPLE:
      case ERROR:
      case INTEGER:
        return line;
      case BULK: {
        const length = this.#number(this.#at + 1, line - 2);
        if (length < 0) return line;
        const end = line + length + 2;
        if (end > this.#most && length > SHORT_BYTES) {
          // The first byte of a payload tells its kind.
          return line + 1 > this.#filled ? -1 : this.#drop(line + 1, length + 1);
        }
        if (end <= this.#filled) return end;
        if (end > bytes.length) this.#grow(end + FIRST_BYTES);
        return -1;
      }
      case ARRAY:
        // This element is counted off as well, hence one more.
        this.#nested += Math.max(0, this.#number(this.#at + 1, line - 2)) + (this.#nested === 0 ? 1 : 0);
        return line;
      default:
        throw new ProtocolError();
    }
  }

  /** Leaves out what was to follow, here or still to come. */
  #drop(from: number, length: number): number {
    const here = Math.min(length, this.#filled - from);
    this.#bytes.copy(this.#bytes, from, from + here, this.#filled);
    this.#filled -= here;
    this.#dropping = length - here;
    this.#whole = false;
    return from;
  }

  /** Behind the CRLF of the line from `from`; -1 when it is not there yet. */
  #lineEnd(from: number): number {
    const bytes = this.#bytes;
    const last = this.#filled - 1;
    for (let index = from; index < last; index++) {
      if (bytes[index] === CR) return index + 2;
    }
    return -1;
  }

  #number(from: number, to: number): number {
    const number = parseInteger(this.#bytes, from, to);
    if (!Number.isSafeInteger(number)) throw new ProtocolError();
    return number;
  }

  #grow(size: number): void {
    const grown = allocate(size);
    this.#bytes.copy(grown, 0, 0, this.#filled);
    this.#bytes = grown;
  }
}

function allocate(size: number): Buffer<ArrayBuffer> {
  spareMemory.taking(size);
  return Buffer.allocUnsafeSlow(size);
}

/** The integer whose digits stand in `bytes[from, to)`; NaN when they are not digits. */
export function parseInteger(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === 45;
  let number = 0;
  let index = negative ? from + 1 : from;
  if (index >= to) return NaN;
  for (; index < to; index++) {
    const digit = (bytes[index] ?? 0) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return negative ? -number : number;
}

/** Where the text of a simple, integer or error reply, or the length of a bulk string, ends: before its CRLF. */
export function lineEnd(bytes: Buffer, from: number): number {
  let index = from;
  while (bytes[index] !== CR) {
    if (index >= bytes.length) throw new ProtocolError();
    index++;
  }
  return index;
}
