const WINDOW_MS = 4_000;
/** What does not come forward for so long stands still. */
export const STANDS_STILL_MS = 2_000;
/** So long after a standstill its time does not count any more. */
const AFTER_STANDSTILL_MS = 1_000;

/** How fast something goes, over the last few seconds, and how long the rest will take. */
export class Rate {
  readonly #now: () => number;
  #samples: { readonly at: number; readonly done: number }[];
  /** When it came forward last. */
  #forwardAt: number;

  /** @param now the time in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#forwardAt = now();
    this.#samples = [{ at: this.#forwardAt, done: 0 }];
  }

  /** Begins anew, with so many units done already: their speed is not known. */
  begin(done: number): void {
    this.#forwardAt = this.#now();
    this.#samples = [{ at: this.#forwardAt, done }];
  }

  /**
   * @returns units a second, 0 once nothing came forward for two seconds, and seconds left to `total` (null when either is
   * not known, and after a standstill until there is a speed again).
   */
  measure(done: number, total: number): { rate: number; secondsLeft: number | null } {
    const now = this.#now();
    const samples = this.#samples;
    if (done !== samples.at(-1)?.done) this.#forwardAt = now;
    samples.push({ at: now, done });
    let stood = this.#stood();
    for (;;) {
      const since = now - (samples[1]?.at ?? now);
      if (samples.length <= 2 || (since <= WINDOW_MS && !(stood && since >= AFTER_STANDSTILL_MS))) break;
      samples.shift();
      stood = this.#stood();
    }
    const [first] = samples;
    const passed = first === undefined ? 0 : now - first.at;
    if (passed <= 0 || now - this.#forwardAt >= STANDS_STILL_MS) return { rate: 0, secondsLeft: null };
    // What was taken back, since it comes again, was no speed.
    const rate = (Math.max(0, done - (first?.done ?? 0)) * 1000) / passed;
    const known = total > 0 && rate > 0 && !stood;
    return { rate, secondsLeft: known ? Math.max(0, total - done) / rate : null };
  }

  /** True when what is measured begins with a standstill. */
  #stood(): boolean {
    const [first, second] = this.#samples;
    return first !== undefined && second !== undefined && second.at - first.at >= STANDS_STILL_MS;
  }
}

/** How fast a run went at one moment. */
export interface RatePoint {
  /** Seconds since it began. */
  readonly seconds: number;
  /** Keys a second. */
  readonly keys: number;
  /** Bytes a second. */
  readonly bytes: number;
}
