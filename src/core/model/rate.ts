const WINDOW_MS = 4_000;

/** How fast something goes, over the last few seconds, and how long the rest will take. */
export class Rate {
  readonly #now: () => number;
  #samples: { readonly at: number; readonly done: number }[];

  /** @param now the time in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#samples = [{ at: now(), done: 0 }];
  }

  /** Begins anew, with so many units done already: their speed is not known. */
  begin(done: number): void {
    this.#samples = [{ at: this.#now(), done }];
  }

  /** @returns units a second, and seconds left to `total` (null when either is not known). */
  measure(done: number, total: number): { rate: number; secondsLeft: number | null } {
    const now = this.#now();
    const samples = this.#samples;
    samples.push({ at: now, done });
    while (samples.length > 2 && now - (samples[1]?.at ?? now) > WINDOW_MS) samples.shift();
    const [first] = samples;
    const passed = first === undefined ? 0 : now - first.at;
    // What was taken back, since it comes again, was no speed.
    const rate = passed <= 0 ? 0 : (Math.max(0, done - (first?.done ?? 0)) * 1000) / passed;
    return { rate, secondsLeft: total > 0 && rate > 0 ? Math.max(0, total - done) / rate : null };
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
