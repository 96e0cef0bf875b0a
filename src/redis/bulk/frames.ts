/** A command as RESP2 carries it. For bulk work there are frames that are put together without strings. */
export function commandFrame(parts: readonly (string | number | Uint8Array)[]): Buffer {
  const pieces: Buffer[] = [Buffer.from(`*${String(parts.length)}\r\n`, 'latin1')];
  for (const part of parts) {
    const bytes = typeof part === 'object' ? part : Buffer.from(String(part), 'utf8');
    pieces.push(
      Buffer.from(`$${String(bytes.length)}\r\n`, 'latin1'),
      Buffer.from(bytes),
      Buffer.from('\r\n', 'latin1'),
    );
  }
  return Buffer.concat(pieces);
}

/** From here on, an argument is not worth copying. */
export const LARGE_ARGUMENT_BYTES = 1 << 16;

/** The same in pieces: large arguments are the given bytes themselves. */
export function commandPieces(parts: readonly (string | number | Uint8Array)[]): Buffer[] {
  const pieces: Buffer[] = [];
  let small: Buffer[] = [Buffer.from(`*${String(parts.length)}\r\n`, 'latin1')];
  for (const part of parts) {
    const bytes =
      typeof part === 'object'
        ? Buffer.from(part.buffer, part.byteOffset, part.byteLength)
        : Buffer.from(String(part), 'utf8');
    small.push(Buffer.from(`$${String(bytes.length)}\r\n`, 'latin1'));
    if (bytes.length < LARGE_ARGUMENT_BYTES) small.push(bytes);
    else {
      pieces.push(Buffer.concat(small), bytes);
      small = [];
    }
    small.push(END);
  }
  pieces.push(Buffer.concat(small));
  return pieces;
}

const END = Buffer.from('\r\n', 'latin1');

/** Pieces at least as long are quicker copied by the runtime. */
const LONG_BYTES = 192;
const DIGITS_AT_ONCE = 1e7;
const ARGUMENT = 0x24;
const CRLF = 0x0a0d;

/** The same bytes, as a frame is filled from them. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Room for commands whose size is known before: fills a buffer that never grows. */
export class FrameWriter {
  readonly bytes: Buffer;
  readonly #view: DataView;
  #at = 0;
  readonly #pieces: Buffer[] = [];
  /** Where what was written since the last piece begins. */
  #from = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
    this.#view = viewOf(this.bytes);
  }

  /** Bytes as they are. */
  put(from: DataView): void {
    this.copy(from, 0, from.byteLength);
  }

  /** A piece of other bytes, for instance an argument with its framing. */
  copy(from: DataView, start: number, end: number): void {
    let at = this.#at;
    this.#at = at + end - start;
    if (end - start >= LONG_BYTES) {
      this.bytes.set(new Uint8Array(from.buffer, from.byteOffset + start, end - start), at);
      return;
    }
    // Four bytes a step, without a call into the runtime: most pieces are short.
    const view = this.#view;
    let index = start;
    for (; index + 4 <= end; index += 4, at += 4) view.setInt32(at, from.getInt32(index, true), true);
    for (; index < end; index++, at++) view.setUint8(at, from.getUint8(index));
  }

  /** An argument: its length, itself, CRLF. A large one takes no room, see `insert`. */
  argument(bytes: Uint8Array): void {
    this.#head(bytes.length);
    if (bytes.length >= LARGE_ARGUMENT_BYTES) this.insert(bytes);
    else {
      this.bytes.set(bytes, this.#at);
      this.#at += bytes.length;
    }
    this.#lineEnd();
  }

  /** Bytes that are not worth copying: they go between what was written before and what comes after, as they are. */
  insert(bytes: Uint8Array): void {
    this.#pieces.push(
      this.bytes.subarray(this.#from, this.#at),
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    );
    this.#from = this.#at;
  }

  /** A whole number, 0 or more, as an argument. */
  number(value: number): void {
    this.#head(digitsOf(value));
    this.#digits(value);
    this.#lineEnd();
  }

  /** What was written, nothing having been inserted. */
  done(): Buffer {
    return this.bytes.subarray(0, this.#at);
  }

  /** What was written, with what was inserted between. */
  pieces(): readonly Buffer[] {
    return [...this.#pieces, this.bytes.subarray(this.#from, this.#at)];
  }

  #head(length: number): void {
    this.#view.setUint8(this.#at++, ARGUMENT);
    this.#digits(length);
    this.#lineEnd();
  }

  #lineEnd(): void {
    this.#view.setUint16(this.#at, CRLF, true);
    this.#at += 2;
  }

  #digits(value: number): void {
    const end = this.#at + digitsOf(value);
    let at = end;
    // In parts of less than 31 bits, which divide quickly.
    for (let rest = value; at > this.#at;) {
      const high = Math.floor(rest / DIGITS_AT_ONCE);
      let low = (rest - high * DIGITS_AT_ONCE) | 0;
      for (let digit = 0; digit < 7 && at > this.#at; digit++) {
        const tenth = (low / 10) | 0;
        this.#view.setUint8(--at, 0x30 + low - 10 * tenth);
        low = tenth;
      }
      rest = high;
    }
    this.#at = end;
  }
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let bound = 10; value >= bound; bound *= 10) digits++;
  return digits;
}
