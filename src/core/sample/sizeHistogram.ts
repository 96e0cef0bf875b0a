import type { SizeClass, SizeFigures } from '../model/keySample';

/** Steps for each doubling: a size is told to about 4 %. */
const STEPS = 8;
const DOUBLINGS = 53;

/** Sizes in a fixed number of classes, so that however many there are, it takes the same memory. */
export class SizeHistogram {
  readonly #counts = new Uint32Array(STEPS * DOUBLINGS);
  #count = 0;
  #sum = 0;
  #smallest = Infinity;
  #largest = 0;

  /** @param bytes 0 or more */
  add(bytes: number): void {
    const step = Math.floor(Math.log2(Math.max(1, bytes)) * STEPS);
    const place = Math.min(this.#counts.length - 1, step);
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#count++;
    this.#sum += bytes;
    this.#smallest = Math.min(this.#smallest, bytes);
    this.#largest = Math.max(this.#largest, bytes);
  }

  /** null without a size. The mean and the largest are exact. */
  figures(): SizeFigures | null {
    if (this.#count === 0) return null;
    return {
      mean: Math.round(this.#sum / this.#count),
      median: this.#percentile(0.5),
      p90: this.#percentile(0.9),
      p99: this.#percentile(0.99),
      largest: this.#largest,
    };
  }

  /** The sizes by doublings: see KeySample.sizeClasses. A size that is no power of two is never in the wrong one. */
  classes(): SizeClass[] {
    const classes = Array.from({ length: DOUBLINGS }, (_, doubling) => ({
      from: doubling === 0 ? 0 : 2 ** doubling,
      below: 2 ** (doubling + 1),
      count: this.#counts
        .subarray(doubling * STEPS, (doubling + 1) * STEPS)
        .reduce((sum, one) => sum + one, 0),
    }));
    const held = classes.map(({ count }) => count > 0);
    return classes.slice(Math.max(0, held.indexOf(true)), held.lastIndexOf(true) + 1);
  }

  /** The middle of the class in which so large a share of the sizes is reached. */
  #percentile(share: number): number {
    const wanted = Math.ceil(share * this.#count);
    let reached = 0;
    for (const [step, count] of this.#counts.entries()) {
      reached += count;
      if (reached < wanted) continue;
      const middle = Math.round(2 ** ((step + 0.5) / STEPS));
      return Math.min(this.#largest, Math.max(this.#smallest, middle));
    }
    return this.#largest;
  }
}
