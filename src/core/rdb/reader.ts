import { decompressLzf } from './lzf';
import { unreadable } from './unreadable';

/** The first byte of a length of 64 bits. */
const LONG_LENGTH = 0x81;

const MINUS = 0x2d;
const ZERO = 0x30;

const MAX_STRING_BYTES = 1 << 30;

const encoder = new TextEncoder();

/** Walks the body of a payload. Every read is bounded: what runs past the end is a Failure `payload.unreadable`. */
export class RdbReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;

  /** Reads `bytes` from `start`. The bytes are not copied. */
  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = start;
  }

  /** Bytes not yet read. */
  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  /** Where the next read begins; see `since`. */
  get position(): number {
    return this.#at;
  }

  /** Everything read since that position, as it is written: a view. */
  since(position: number): Uint8Array {
    return this.#bytes.subarray(position, this.#at);
  }

  /** @throws Failure when bytes follow: servers overlook them, so a wrong length would go unnoticed. */
  end(): void {
    if (this.remaining > 0) throw unreadable('bytes follow its end');
  }

  byte(): number {
    this.#need(1);
    return this.#view.getUint8(this.#at++);
  }

  /** The next `length` bytes: a view. */
  bytes(length: number): Uint8Array {
    this.#need(length);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** Eight bytes, little-endian, signed; exact up to 2^53, and times beyond do not occur. */
  milliseconds(): number {
    this.#need(8);
    this.#at += 8;
    return this.#view.getUint32(this.#at - 8, true) + this.#view.getInt32(this.#at - 4, true) * 0x1_0000_0000;
  }

  /** An IEEE double, little-endian. */
  double(): number {
    this.#need(8);
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  /** A length up to 2^64 - 1, exactly. */
  length64(): bigint {
    if (this.#peek() !== LONG_LENGTH) return BigInt(this.length());
    this.#need(9);
    this.#at += 9;
    return this.#view.getBigUint64(this.#at - 8);
  }

  /** A length, up to 2^53. */
  length(): number {
    const first = this.byte();
    switch (first >> 6) {
      case 0:
        return first & 0x3f;
      case 1:
        return ((first & 0x3f) << 8) | this.byte();
      case 2:
        this.#need(first === LONG_LENGTH ? 8 : 4);
        if (first === 0x80) {
          this.#at += 4;
          return this.#view.getUint32(this.#at - 4);
        }
        if (first === LONG_LENGTH) {
          this.#at += 8;
          return Number(this.#view.getBigUint64(this.#at - 8));
        }
        throw unreadable('a length has an unknown form');
      default:
        throw unreadable('a string stands where a length should');
    }
  }

  /**
   * A count of elements that follow, each of at least `minimumBytes`: refuses a count that cannot be true, so that a
   * damaged one does not make anyone reserve memory for it.
   */
  count(minimumBytes: number): number {
    const count = this.length();
    if (count * minimumBytes > this.remaining) throw unreadable('a count is larger than what follows');
    return count;
  }

  /** An RDB string, decoded: plain, integer or LZF. */
  string(): Uint8Array {
    const first = this.#peek();
    if (first >> 6 !== 3) return this.bytes(this.length());
    this.#at++;
    switch (first & 0x3f) {
      case 0:
        this.#need(1);
        this.#at += 1;
        return decimal(this.#view.getInt8(this.#at - 1));
      case 1:
        this.#need(2);
        this.#at += 2;
        return decimal(this.#view.getInt16(this.#at - 2, true));
      case 2:
        this.#need(4);
        this.#at += 4;
        return decimal(this.#view.getInt32(this.#at - 4, true));
      case 3: {
        const compressed = this.length();
        const size = this.length();
        // LZF cannot shrink more than about 1:264, so a larger size is a lie.
        if (size > MAX_STRING_BYTES || size > compressed * 264)
          throw unreadable('a compressed string lies about its size');
        return decompressLzf(this.bytes(compressed), size);
      }
      default:
        throw unreadable('a string has an unknown encoding');
    }
  }

  /** The next RDB string as it is written, length or encoding included: a view. */
  rawString(): Uint8Array {
    const start = this.#at;
    const first = this.#peek();
    if (first >> 6 !== 3) {
      this.bytes(this.length());
    } else {
      this.#at++;
      const encoding = first & 0x3f;
      if (encoding === 3) {
        const compressed = this.length();
        this.length();
        this.bytes(compressed);
      } else if (encoding < 3) {
        this.bytes(1 << encoding);
      } else {
        throw unreadable('a string has an unknown encoding');
      }
    }
    return this.#bytes.subarray(start, this.#at);
  }

  #peek(): number {
    this.#need(1);
    return this.#view.getUint8(this.#at);
  }

  #need(length: number): void {
    if (length > this.remaining) throw unreadable('it is cut off');
  }
}

/** An integer as the text that Redis gives for it. */
export function decimal(value: number | bigint): Uint8Array {
  if (typeof value === 'bigint') return encoder.encode(value.toString());
  let left = Math.abs(value);
  // By hand: compact values are full of small integers, and an encoder takes ten times as long.
  let length = value < 0 ? 2 : 1;
  for (let rest = left; rest >= 10; rest = Math.floor(rest / 10)) length++;
  const text = new Uint8Array(length);
  if (value < 0) text[0] = MINUS;
  for (let at = length - 1; at >= (value < 0 ? 1 : 0); at--) {
    text[at] = ZERO + (left % 10);
    left = Math.floor(left / 10);
  }
  return text;
}
