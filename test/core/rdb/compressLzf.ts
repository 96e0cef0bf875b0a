const LONGEST_REFERENCE = 264;
const FARTHEST = 8192;
const LONGEST_LITERAL = 32;

/** Compresses as LibLZF's format allows, greedily and slowly: for tests only. */
export function compressLzf(data: Uint8Array): Uint8Array {
  const output: number[] = [];
  let literal: number[] = [];
  const flush = (): void => {
    for (let at = 0; at < literal.length; at += LONGEST_LITERAL) {
      const part = literal.slice(at, at + LONGEST_LITERAL);
      output.push(part.length - 1, ...part);
    }
    literal = [];
  };
  for (let at = 0; at < data.length;) {
    const { length, distance } = longestMatch(data, at);
    if (length < 3) {
      literal.push(data[at] ?? 0);
      at += 1;
      continue;
    }
    flush();
    const high = (distance - 1) >> 8;
    const low = (distance - 1) & 0xff;
    if (length < 9) output.push(((length - 2) << 5) | high, low);
    else output.push((7 << 5) | high, length - 9, low);
    at += length;
  }
  flush();
  return Uint8Array.from(output);
}

function longestMatch(data: Uint8Array, at: number): { length: number; distance: number } {
  let best = { length: 0, distance: 0 };
  for (let distance = 1; distance <= Math.min(at, FARTHEST, 200); distance++) {
    let length = 0;
    while (
      length < LONGEST_REFERENCE &&
      at + length < data.length &&
      data[at + length] === data[at + length - distance]
    ) {
      length++;
    }
    if (length > best.length) best = { length, distance };
  }
  return best;
}
