import { viewOf } from './frames';
import { hashBytes } from './hashBytes';
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
  /** See KeyBatch. */
  readonly sizes?: Float64Array;
}

/** One page of SCAN. */
export interface KeyPage extends FramedKeys {
  /** `0` after the last page. */
  readonly cursor: string;
  /** True where keys may be large, and the server does not tell which. */
  readonly untold?: boolean;
}

const ERROR = 45;

/**
 * Reads the reply of SCAN; a key that stands in it twice is kept once.
 * @throws Error with the server's words for an error reply; ProtocolError
 */
export function readKeyPage({ bytes }: Pick<Replies, 'bytes' | 'starts'>): KeyPage {
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
  const names = new SeenKeys(bytes, starts, ends);
  let count = 0;
  let at = arrayEnd + 2;
  for (let index = 0; index < total; index++) {
    const head = lineEnd(bytes, at);
    const length = parseInteger(bytes, at + 1, head);
    const end = head + 2 + length + 2;
    if (!(end <= bytes.length)) throw new ProtocolError();
    starts[count] = at;
    ends[count] = end;
    if (names.add(count)) count++;
    at = end;
  }
  return { bytes, starts, ends, count, cursor: bytes.toString('latin1', cursorAt, cursorEnd) };
}

/** Which keys of a page were seen: a hash table over their bytes, since a string a key would cost three times as much. */
class SeenKeys {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #view: DataView;
  /** The key's number, plus one; 0 is a free slot. At most half of them are taken. */
  readonly #slots: Int32Array;
  /** By the key's number. */
  readonly #hashes: Int32Array;

  constructor(bytes: Buffer, starts: Uint32Array, ends: Uint32Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#starts = starts;
    this.#ends = ends;
    this.#hashes = new Int32Array(starts.length);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * starts.length + 2)));
  }

  /** Takes the key of that number in; false if an earlier one has the same name. */
  add(index: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const hash = hashBytes(this.#view, this.#starts[index] as number, this.#ends[index] as number);
    this.#hashes[index] = hash;
    let slot = hash & mask;
    for (let other = slots[slot] as number; other !== 0; other = slots[slot] as number) {
      if (this.#hashes[other - 1] === hash && this.#same(other - 1, index)) return false;
      slot = (slot + 1) & mask;
    }
    slots[slot] = index + 1;
    return true;
  }

  #same(one: number, other: number): boolean {
    const start = this.#starts[one] as number;
    const from = this.#starts[other] as number;
    const length = (this.#ends[one] as number) - start;
    if ((this.#ends[other] as number) - from !== length) return false;
    return this.#bytes.compare(this.#bytes, from, from + length, start, start + length) === 0;
  }
}

/** Some of the keys: shares the bytes. */
export function sliceKeys(keys: FramedKeys, from: number, to: number): FramedKeys {
  return {
    bytes: keys.bytes,
    starts: keys.starts.subarray(from, to),
    ends: keys.ends.subarray(from, to),
    count: to - from,
    ...(keys.sizes === undefined ? {} : { sizes: keys.sizes.subarray(from, to) }),
  };
}

/** The keys of a page that fit, by their indexes. */
export function pickPage(page: KeyPage, fits: (index: number) => boolean): KeyPage {
  const starts = new Uint32Array(page.count);
  const ends = new Uint32Array(page.count);
  const sizes = page.sizes?.slice();
  let count = 0;
  for (let index = 0; index < page.count; index++) {
    if (!fits(index)) continue;
    if (sizes !== undefined) sizes[count] = sizes[index] as number;
    starts[count] = page.starts[index] as number;
    ends[count] = page.ends[index] as number;
    count++;
  }
  if (count === page.count) return page;
  const picked = { bytes: page.bytes, starts, ends, count, ...(sizes === undefined ? {} : { sizes }) };
  const untold = page.untold === undefined ? {} : { untold: page.untold };
  return { ...sliceKeys(picked, 0, count), cursor: page.cursor, ...untold };
}

/** Keys from elsewhere, framed. */
export function frameKeys(names: readonly Uint8Array[]): FramedKeys {
  const starts = new Uint32Array(names.length);
  const ends = new Uint32Array(names.length);
  let at = 0;
  for (let index = 0; index < names.length; index++) {
    const { length } = names[index] as Uint8Array;
    starts[index] = at;
    at += 1 + String(length).length + 2 + length + 2;
    ends[index] = at;
  }
  const bytes = Buffer.allocUnsafeSlow(at);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as Uint8Array;
    const start = starts[index] as number;
    const head = bytes.write(`$${String(name.length)}\r\n`, start, 'latin1');
    bytes.set(name, start + head);
    bytes.writeUInt16BE(0x0d0a, (ends[index] as number) - 2);
  }
  return { bytes, starts, ends, count: names.length };
}

/** The name alone, without its framing: a view. */
export function keyName({ bytes, starts, ends }: FramedKeys, index: number): Buffer {
  const start = starts[index] ?? 0;
  return bytes.subarray(lineEnd(bytes, start) + 2, (ends[index] ?? 0) - 2);
}
