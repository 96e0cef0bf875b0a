const LEAST = 2;
const MOST = 64;
/** How many requests may stand in line at the slowest place of the way: fewer leave it idle, more only wait. */
const QUEUE = { short: 3, long: 6 };
/** By how many the limit changes with every round trip: what a change does is seen one round trip later. */
const STEPS = 4;

/**
 * How many requests may be on their way at once, so that a far server is kept busy and a near one is not buried. While
 * requests take no longer than the shortest seen, it is the line that takes the time, and more are let out: twice as many
 * with every round trip, until a queue is seen for the first time, then a few. What requests take longer than the
 * shortest, they stand in line somewhere. Of that there shall be a little, so that nobody idles between two requests.
 */
export class Flight {
  readonly #now: () => number;
  #limit: number;
  #flying = 0;
  #doubling = true;
  #shortest = Infinity;
  readonly #waiting: (() => void)[] = [];

  /**
   * @param roundTrip milliseconds to the server and back, if that is known: over a long line it starts with more
   * @param now milliseconds
   */
  constructor(roundTrip = 0, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#limit = Math.min(MOST / 4, Math.max(LEAST, roundTrip / 5));
  }

  /** How many may fly now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Waits for a place, does the work, and gives the place on. */
  async fly<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#flying < this.limit) this.#flying++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const started = this.#now();
    try {
      return await work();
    } finally {
      this.#landed(this.#now() - started);
    }
  }

  #landed(took: number): void {
    this.#shortest = Math.min(this.#shortest, took);
    const queued = this.#flying * (1 - this.#shortest / Math.max(took, this.#shortest, Number.MIN_VALUE));
    this.#doubling &&= queued <= QUEUE.long;
    const step = Math.min(1, STEPS / this.#limit);
    // Where most places are free, a short queue says nothing about a larger limit.
    if (queued < QUEUE.short && 2 * this.#flying > this.#limit) {
      this.#limit = Math.min(MOST, this.#limit + (this.#doubling ? 1 : step));
    } else if (queued > QUEUE.long) this.#limit = Math.max(LEAST, this.#limit - step);
    this.#flying--;
    while (this.#flying < this.limit) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      // The place is taken on behalf of the one who waits, so that nobody slips in before.
      this.#flying++;
      next();
    }
  }
}
