import { FOOTER_BYTES, stampFooter } from './footer';

const MAX_SIX_BITS = 1 << 6;
const MAX_FOURTEEN_BITS = 1 << 14;

/** Builds the payload of one value, growing as needed. */
export class RdbWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #at = 0;

  /** Starts with the type byte; `expectedBytes` saves growing when it is about right. */
  constructor(type: number, expectedBytes: number) {
    this.#bytes = new Uint8Array(expectedBytes + 64);
    this.#view = new DataView(this.#bytes.buffer);
    this.#bytes[this.#at++] = type;
  }

  byte(byte: number): this {
    this.#reserve(1);
    this.#bytes[this.#at++] = byte;
    return this;
  }

  /** A length below 2^32: no server before 4.0 reads a longer form, and no count here needs it. */
  length(length: number): this {
    this.#reserve(5);
    if (length < MAX_SIX_BITS) {
      this.#bytes[this.#at++] = length;
    } else if (length < MAX_FOURTEEN_BITS) {
      this.#view.setUint16(this.#at, 0x4000 | length);
      this.#at += 2;
    } else {
      this.#bytes[this.#at] = 0x80;
      this.#view.setUint32(this.#at + 1, length);
      this.#at += 5;
    }
    return this;
  }

  /** A length of up to 64 bits, in the long form when it needs it. */
  length64(length: number): this {
    if (length < 0x1_0000_0000) return this.length(length);
    this.#reserve(9);
    this.#bytes[this.#at] = 0x81;
    this.#view.setBigUint64(this.#at + 1, BigInt(length));
    this.#at += 9;
    return this;
  }

  /** Eight bytes, little-endian, signed: an integer up to 2^53. */
  int64(value: number): this {
    this.#reserve(8);
    const high = Math.floor(value / 0x1_0000_0000);
    this.#view.setUint32(this.#at, value - high * 0x1_0000_0000, true);
    this.#view.setInt32(this.#at + 4, high, true);
    this.#at += 8;
    return this;
  }

  /** An IEEE double, little-endian. */
  double(value: number): this {
    this.#reserve(8);
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
    return this;
  }

  /** A string: its length, then its bytes as they are. */
  string(bytes: Uint8Array): this {
    return this.length(bytes.length).raw(bytes);
  }

  /** Bytes as they are, for instance a string that was read with its length. */
  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }

  /** The payload with its footer stamped. The writer must not be used after this. */
  payload(): Uint8Array {
    this.#reserve(FOOTER_BYTES);
    return stampFooter(this.#bytes.subarray(0, this.#at + FOOTER_BYTES));
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + length));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** A string in the form that `RdbReader.rawString` gives: its length, then its bytes. */
export function rawString(bytes: Uint8Array): Uint8Array {
  const length = bytes.length;
  const head = length < MAX_SIX_BITS ? 1 : length < MAX_FOURTEEN_BITS ? 2 : 5;
  const raw = new Uint8Array(head + length);
  if (head === 1) {
    raw[0] = length;
  } else if (head === 2) {
    raw[0] = 0x40 | (length >> 8);
    raw[1] = length & 0xff;
  } else {
    raw[0] = 0x80;
    new DataView(raw.buffer).setUint32(1, length);
  }
  raw.set(bytes, head);
  return raw;
}
