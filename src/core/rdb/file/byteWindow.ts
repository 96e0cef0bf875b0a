import { RunningCrc64 } from '../crc64';
import { beginningOfLzf } from '../lzf';
import { RdbReader } from '../reader';
import { unreadable } from '../unreadable';

const LENGTH_32 = 0x80;
const LENGTH_64 = 0x81;
/** The first two bits of a string that is not plain: an integer, or LZF. */
const ENCODED = 3;
const LZF = 3;
/** Bytes. */
const SHORT = 64;

/**
 * A part of a file that is read from its beginning to its end. What is asked for is taken only when `has…` says that it is
 * there; while something is skipped, nothing is. Memory: a part that was fed, and what of the one before was not taken.
 */
export class ByteWindow {
  readonly #crc = new RunningCrc64();
  #name = new Uint8Array(SHORT);
  #bytes = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  #end = 0;
  /** Where in the file the window begins. */
  #base = 0;
  /** Bytes to skip in what has not come yet. */
  #skip = 0;
  /** From where on the CRC does not have the window yet. */
  #uncounted = 0;

  /** How many bytes of the file were taken, those to skip not counted before they come. */
  get offset(): number {
    return this.#base + this.#at;
  }

  /** Bytes that are there and not taken. */
  get left(): number {
    return this.#end - this.#at;
  }

  get skipping(): boolean {
    return this.#skip > 0;
  }

  /** The next part of the file; copied, so that it may be overwritten afterwards. */
  feed(part: Uint8Array): void {
    this.#crc.add(this.#bytes, this.#uncounted, this.#at);
    const left = this.#end - this.#at;
    const needed = left + part.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(needed + (needed >> 2));
      larger.set(this.#bytes.subarray(this.#at, this.#end));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    } else this.#bytes.copyWithin(0, this.#at, this.#end);
    this.#bytes.set(part, left);
    this.#base += this.#at;
    this.#uncounted = 0;
    this.#end = needed;
    this.#at = Math.min(this.#skip, needed);
    this.#skip -= this.#at;
  }

  /** Whether the file's checksum stands next; it is taken. @returns null when it is zero, which means that there is none */
  takeChecksum(): boolean | null {
    this.#crc.add(this.#bytes, this.#uncounted, this.#at);
    this.#uncounted = this.#at;
    const view = this.#view;
    const right = this.#crc.equals(view, this.#at);
    const none = view.getUint32(this.#at) === 0 && view.getUint32(this.#at + 4) === 0;
    this.#at += 8;
    return none ? null : right;
  }

  has(count: number): boolean {
    return this.#skip === 0 && this.#at + count <= this.#end;
  }

  byte(): number {
    return this.#view.getUint8(this.#at++);
  }

  /** Little-endian. */
  seconds(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  /** Eight bytes, little-endian, signed; exact up to 2^53. */
  milliseconds(): number {
    this.#at += 8;
    return this.#view.getUint32(this.#at - 8, true) + this.#view.getInt32(this.#at - 4, true) * 0x1_0000_0000;
  }

  /** The next bytes: a view, which the next part overwrites. */
  take(count: number): Uint8Array {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** Takes bytes, those too that have not come yet. */
  skip(count: number): void {
    const here = Math.min(count, this.#end - this.#at);
    this.#at += here;
    this.#skip += count - here;
  }

  hasLength(): boolean {
    return this.has(1) && this.has(this.#lengthBytes(this.#at));
  }

  /** A length, exact up to 2^53. @throws Failure when a string stands there */
  length(): number {
    const first = this.byte();
    if (first < 0x40) return first;
    if (first < LENGTH_32) return ((first & 0x3f) << 8) | this.byte();
    if (first === LENGTH_32) {
      this.#at += 4;
      return this.#view.getUint32(this.#at - 4);
    }
    if (first !== LENGTH_64) throw unreadable('a length has an unknown form');
    this.#at += 8;
    return Number(this.#view.getBigUint64(this.#at - 8));
  }

  /** A length up to 2^64 - 1, exactly. */
  length64(): bigint {
    const reader = new RdbReader(this.#bytes.subarray(0, this.#end), this.#at);
    const value = reader.length64();
    this.#at = reader.position;
    return value;
  }

  /** Whether what says how long the next string is, is there; its content may not be. */
  hasString(): boolean {
    if (!this.has(1)) return false;
    const first = this.#view.getUint8(this.#at);
    if (first >> 6 !== ENCODED) return this.has(this.#lengthBytes(this.#at));
    const encoding = first & 0x3f;
    if (encoding < LZF) return this.has(1 + (1 << encoding));
    if (!this.has(2)) return false;
    const packed = 1 + this.#lengthBytes(this.#at + 1);
    return this.has(packed + 1) && this.has(packed + this.#lengthBytes(this.#at + packed));
  }

  /** Takes a string without looking at it. @returns its bytes when it is unpacked */
  skipString(): number {
    const { stored, unpacked } = this.#header();
    this.skip(stored);
    return unpacked;
  }

  /** Whether a string is there, or so many bytes of how it is stored. */
  hasStored(most: number): boolean {
    if (!this.hasString()) return false;
    const start = this.#at;
    const { stored } = this.#header();
    const there = this.has(Math.min(stored, most));
    this.#at = start;
    return there;
  }

  /** Whether the next string, of which `hasString` was true, is larger, as it is stored or unpacked. */
  exceeds(most: number): boolean {
    const start = this.#at;
    const { stored, unpacked } = this.#header();
    this.#at = start;
    return stored > most || unpacked > most;
  }

  /** Takes a string that is there as a whole, unpacked: a view, or a copy of what is not plain. */
  string(): Uint8Array {
    const reader = new RdbReader(this.#bytes.subarray(0, this.#end), this.#at);
    const value = reader.string();
    this.#at = reader.position;
    return value;
  }

  /** Takes a string, or the beginning of one that is larger: a view, which the next name overwrites. */
  takeName(most: number): Uint8Array {
    if (this.#view.getUint8(this.#at) >> 6 === ENCODED) {
      if (!this.exceeds(most)) return this.#keepName(this.string());
      return this.#keepName(beginningOfLzf(this.glance(most).stored, most));
    }
    const stored = this.length();
    const count = Math.min(stored, most);
    const from = this.#at;
    if (count > SHORT) {
      this.skip(stored);
      return this.#keepName(this.#bytes.subarray(from, from + count));
    }
    // A view of a short name costs more than its bytes.
    for (let index = 0; index < count; index++) this.#name[index] = this.#view.getUint8(from + index);
    this.#at += count;
    return this.#name.subarray(0, count);
  }

  #keepName(name: Uint8Array): Uint8Array {
    if (name.length > this.#name.length) this.#name = new Uint8Array(2 * name.length);
    this.#name.set(name);
    return this.#name.subarray(0, name.length);
  }

  /** Takes a string. @returns how it begins, of which so much is looked at, and its bytes when it is unpacked */
  glance(most: number): { readonly stored: Uint8Array; readonly packed: boolean; readonly unpacked: number } {
    const { stored, unpacked, packed } = this.#header();
    const beginning = this.#bytes.subarray(this.#at, this.#at + Math.min(stored, most));
    this.skip(stored);
    return { stored: beginning, packed, unpacked };
  }

  /** Reads what stands before the content of a string; of an integer there is none. */
  #header(): { stored: number; unpacked: number; packed: boolean } {
    const first = this.#view.getUint8(this.#at);
    if (first >> 6 !== ENCODED) {
      const length = this.length();
      return { stored: length, unpacked: length, packed: false };
    }
    this.#at++;
    switch (first & 0x3f) {
      case 0:
        return { stored: 1, unpacked: digits(this.#view.getInt8(this.#at)), packed: false };
      case 1:
        return { stored: 2, unpacked: digits(this.#view.getInt16(this.#at, true)), packed: false };
      case 2:
        return { stored: 4, unpacked: digits(this.#view.getInt32(this.#at, true)), packed: false };
      case LZF: {
        const stored = this.length();
        return { stored, unpacked: this.length(), packed: true };
      }
      default:
        throw unreadable('a string has an unknown encoding');
    }
  }

  #lengthBytes(at: number): number {
    const first = this.#view.getUint8(at);
    if (first < 0x40) return 1;
    if (first < LENGTH_32) return 2;
    if (first === LENGTH_32) return 5;
    return first === LENGTH_64 ? 9 : 1;
  }
}

/** Characters of an integer. */
function digits(value: number): number {
  let count = value < 0 ? 2 : 1;
  for (let rest = Math.abs(value); rest >= 10; rest = Math.floor(rest / 10)) count++;
  return count;
}
