/** A stream of pseudo-random values which depends on nothing but its seed. */
export interface Prng {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  fraction(): number;
  /** A whole number from `low` to `high`, both inclusive. */
  between(low: number, high: number): number;
  /** Like {@link between}, but mostly close to `low`, as the sizes of real collections are. */
  skewed(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Bytes of all values, which do not compress. */
  bytes(length: number): Buffer;
  /** Lower-case letters and digits. */
  text(length: number): string;
}

const letters = 'abcdefghijklmnopqrstuvwxyz012345';

/** Makes a {@link Prng} (mulberry32). Text seeds with different text give unrelated streams. */
export function createPrng(seed: string): Prng {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = (): number => next() / 0x1_0000_0000;
  const bytes = (length: number): Buffer => {
    const padded = Buffer.allocUnsafe(Math.ceil(length / 4) * 4);
    for (let at = 0; at < padded.length; at += 4) padded.writeUInt32LE(next(), at);
    return padded.subarray(0, length);
  };
  return {
    next,
    fraction,
    bytes,
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    skewed: (low, high) => Math.floor(low * (high / low) ** (fraction() ** 4)),
    chance: (probability) => fraction() < probability,
    text: (length) => {
      let text = '';
      while (text.length < length) {
        const bits = next();
        for (let shift = 0; shift < 30; shift += 5) text += letters.charAt((bits >>> shift) & 31);
      }
      return text.slice(0, length);
    },
  };
}

/** FNV-1a over the text, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
}
