import type { PrefixFigures } from '../model/keySample';

const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** Bytes; a longer beginning is cut. */
const LONGEST = 64;
/** Prefixes that are counted at once. */
const MOST = 2_000;
/** Prefixes that are told. */
const TOLD = 20;

interface Count {
  count: number;
  tagged: number;
}

/**
 * Counts by prefix in bounded memory: when there are too many prefixes, each loses one, and those with none left make room.
 * So a count is too small by at most one of 2,000 keys, and a prefix that has more than that is never missed.
 */
export class PrefixCounter {
  readonly #counts = new Map<string, Count>();
  readonly #decoder = new TextDecoder();

  add(key: Uint8Array): void {
    const colon = key.indexOf(COLON);
    const prefix = colon < 0 ? '' : this.#decoder.decode(key.subarray(0, Math.min(colon + 1, LONGEST)));
    const known = this.#counts.get(prefix);
    const tagged = hasHashTag(key) ? 1 : 0;
    if (known !== undefined) {
      known.count++;
      known.tagged += tagged;
    } else if (this.#counts.size < MOST) this.#counts.set(prefix, { count: 1, tagged });
    else this.#makeRoom();
  }

  /** The most frequent, most first; at most 20. */
  figures(): PrefixFigures[] {
    return [...this.#counts]
      .map(([prefix, { count, tagged }]) => ({ prefix, count, tagged }))
      .sort((a, b) => b.count - a.count || (a.prefix < b.prefix ? -1 : 1))
      .slice(0, TOLD);
  }

  #makeRoom(): void {
    for (const [prefix, known] of this.#counts) {
      known.count--;
      known.tagged = Math.min(known.tagged, known.count);
      if (known.count === 0) this.#counts.delete(prefix);
    }
  }
}

/** Whether a cluster looks only at what stands in braces: from the first one to the next that closes, if that is not nothing. */
function hasHashTag(key: Uint8Array): boolean {
  const open = key.indexOf(OPEN);
  return open >= 0 && key.indexOf(CLOSE, open + 1) > open + 1;
}
