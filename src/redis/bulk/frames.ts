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

/** Room for commands whose size is known before: fills a buffer that never grows. */
export class FrameWriter {
  readonly bytes: Buffer;
  #at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Bytes as they are. */
  put(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** A piece of other bytes, for instance an argument with its framing. */
  copy(from: Buffer, start: number, end: number): void {
    // Short pieces are quicker byte by byte than by a call into the runtime.
    if (end - start > 48) {
      from.copy(this.bytes, this.#at, start, end);
      this.#at += end - start;
      return;
    }
    const { bytes } = this;
    let at = this.#at;
    for (let index = start; index < end; index++) bytes[at++] = from[index] as number;
    this.#at = at;
  }

  /** An argument: its length, itself, CRLF. */
  argument(bytes: Uint8Array): void {
    this.#at += this.bytes.write(`$${String(bytes.length)}\r\n`, this.#at, 'latin1');
    this.put(bytes);
    this.#at += this.bytes.write('\r\n', this.#at, 'latin1');
  }

  /** A number as an argument. */
  number(value: number): void {
    const text = String(value);
    this.#at += this.bytes.write(`$${String(text.length)}\r\n${text}\r\n`, this.#at, 'latin1');
  }

  /** What was written. */
  done(): Buffer {
    return this.bytes.subarray(0, this.#at);
  }
}
