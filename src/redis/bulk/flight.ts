const LEAST = 2;
const MOST = 64;

/**
 * How many requests may be on their way at once, so that a far server is kept busy and a near one is not buried. It
 * follows the time that requests take: while that is little more than the shortest seen, it is the line that takes it
 * and not the server, and one more is let out; when requests queue up at the server, one less.
 */
export class Flight {
  #limit = LEAST;
  #flying = 0;
  #shortest = Infinity;
  readonly #waiting: (() => void)[] = [];

  /** How many may fly now. */
  get limit(): number {
    return this.#limit;
  }

  /** Waits for a place, does the work, and gives the place on. */
  async fly<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#flying < this.#limit) this.#flying++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#landed(performance.now() - started);
    }
  }

  #landed(took: number): void {
    this.#flying--;
    this.#shortest = Math.min(this.#shortest, took);
    if (took < this.#shortest * 1.5) this.#limit = Math.min(MOST, this.#limit + 1);
    else if (took > this.#shortest * 3) this.#limit = Math.max(LEAST, this.#limit - 1);
    while (this.#flying < this.#limit) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      // The place is taken on behalf of the one who waits, so that nobody slips in before.
      this.#flying++;
      next();
    }
  }
}
