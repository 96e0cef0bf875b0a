const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;
const BLOCK = 16;

/** What `Hash128` makes of some bytes: four words of 32 bits. */
export type Words = readonly [number, number, number, number];

/**
 * MurmurHash3 of 128 bits (the variant for x86), fed piece by piece: however the bytes are cut, the words are the same. It
 * tells contents apart; who knows the seed could make two that are alike, so take a random one.
 */
export class Hash128 {
  readonly #seed: number;
  readonly #tail = new Uint8Array(BLOCK);
  readonly #tailView = new DataView(this.#tail.buffer);
  readonly #number = new Uint8Array(8);
  readonly #numberView = new DataView(this.#number.buffer);
  #held = 0;
  #length = 0;
  #h1 = 0;
  #h2 = 0;
  #h3 = 0;
  #h4 = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.#begin();
  }

  /** A number; it is told apart from every other one, but 0 and -0. */
  number(value: number): this {
    this.#numberView.setFloat64(0, value === 0 ? 0 : value);
    return this.#add(this.#number);
  }

  /** Bytes, so that where they end tells, too. */
  argument(bytes: Uint8Array): this {
    return this.number(bytes.length).#add(bytes);
  }

  /** Bytes that go on where those before end. */
  more(bytes: Uint8Array): this {
    return this.#add(bytes);
  }

  /** The words for all since the last time, or since the beginning; the next bytes begin anew. */
  words(): Words {
    this.#mixTail();
    const length = this.#length;
    let h2 = this.#h2 ^ length;
    let h3 = this.#h3 ^ length;
    let h4 = this.#h4 ^ length;
    let h1 = ((this.#h1 ^ length) + h2 + h3 + h4) | 0;
    h2 = finished(h2 + h1);
    h3 = finished(h3 + h1);
    h4 = finished(h4 + h1);
    h1 = (finished(h1) + h2 + h3 + h4) | 0;
    this.#begin();
    return [h1 >>> 0, (h2 + h1) >>> 0, (h3 + h1) >>> 0, (h4 + h1) >>> 0];
  }

  #begin(): void {
    this.#h1 = this.#h2 = this.#h3 = this.#h4 = this.#seed;
    this.#held = 0;
    this.#length = 0;
  }

  #add(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(BLOCK - this.#held, bytes.length);
      for (let index = 0; index < at; index++) this.#tail[this.#held + index] = bytes[index] as number;
      this.#held += at;
      if (this.#held < BLOCK) return this;
      this.#blocks(this.#tailView, 0, BLOCK);
      this.#held = 0;
    }
    const whole = at + Math.floor((bytes.length - at) / BLOCK) * BLOCK;
    if (whole > at) this.#blocks(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at, whole);
    at = whole;
    for (; at < bytes.length; at++) this.#tail[this.#held++] = bytes[at] as number;
    return this;
  }

  /** Takes whole blocks in. */
  #blocks(view: DataView, from: number, to: number): void {
    let h1 = this.#h1;
    let h2 = this.#h2;
    let h3 = this.#h3;
    let h4 = this.#h4;
    for (let at = from; at < to; at += BLOCK) {
      h1 = (rotated(h1 ^ mixed(view.getInt32(at, true), C1, 15, C2), 19) + h2) | 0;
      h1 = (Math.imul(h1, 5) + 0x561ccd1b) | 0;
      h2 = (rotated(h2 ^ mixed(view.getInt32(at + 4, true), C2, 16, C3), 17) + h3) | 0;
      h2 = (Math.imul(h2, 5) + 0x0bcaa747) | 0;
      h3 = (rotated(h3 ^ mixed(view.getInt32(at + 8, true), C3, 17, C4), 15) + h4) | 0;
      h3 = (Math.imul(h3, 5) + 0x96cd1c35) | 0;
      h4 = (rotated(h4 ^ mixed(view.getInt32(at + 12, true), C4, 18, C1), 13) + h1) | 0;
      h4 = (Math.imul(h4, 5) + 0x32ac3b17) | 0;
    }
    this.#h1 = h1;
    this.#h2 = h2;
    this.#h3 = h3;
    this.#h4 = h4;
  }

  /** What is left when no block is full: as if it went on in zeros. */
  #mixTail(): void {
    this.#tail.fill(0, this.#held);
    const view = this.#tailView;
    this.#h1 ^= mixed(view.getInt32(0, true), C1, 15, C2);
    this.#h2 ^= mixed(view.getInt32(4, true), C2, 16, C3);
    this.#h3 ^= mixed(view.getInt32(8, true), C3, 17, C4);
    this.#h4 ^= mixed(view.getInt32(12, true), C4, 18, C1);
  }
}

function mixed(word: number, first: number, turn: number, second: number): number {
  return Math.imul(rotated(Math.imul(word, first), turn), second);
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finished(word: number): number {
  let mix = word | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) | 0;
}
