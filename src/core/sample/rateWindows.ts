import type { RateSpread } from '../model/rehearsal';

/** Milliseconds of reading that make one figure. */
const WINDOW_MS = 200;

/** Measures how quickly keys come, in windows of a fifth of a second, so that the figure has a spread. */
export class RateWindows {
  readonly #rates: number[] = [];
  #began: number;
  #keys = 0;
  #discards = false;
  /** Milliseconds that were measured, or were not worth it. */
  #elapsed = 0;
  #all = 0;

  /** @param now milliseconds */
  constructor(now: number) {
    this.#began = now;
  }

  /** So many keys came. @returns true when a window was completed by them */
  read(keys: number, now: number): boolean {
    this.#keys += keys;
    this.#all += keys;
    if (now - this.#began < WINDOW_MS) return false;
    if (!this.#discards) this.#rates.push((this.#keys * 1000) / (now - this.#began));
    this.#discards = false;
    this.#elapsed += now - this.#began;
    this.#restart(now);
    return true;
  }

  /** Nothing was read up to now; what came in the meantime comes all at once, and tells nothing of a rate. */
  paused(now: number): void {
    this.#discards = true;
    this.#restart(now);
  }

  /** Seconds of reading up to now. */
  seconds(now: number): number {
    return (this.#elapsed + now - this.#began) / 1000;
  }

  /** null when nothing was read in a time that can be told. */
  spread(now: number): RateSpread | null {
    const rates = [...this.#rates].sort((a, b) => a - b);
    if (rates.length === 0) {
      const seconds = this.seconds(now);
      const rate = Math.round(this.#all / seconds);
      return seconds <= 0 || rate === 0 ? null : { least: rate, median: rate, most: rate };
    }
    const at = (place: number): number => Math.max(1, Math.round(rates[place] ?? 0));
    const last = rates.length - 1;
    return {
      least: at(Math.floor(0.1 * last)),
      median: at(Math.round(0.5 * last)),
      most: at(Math.ceil(0.9 * last)),
    };
  }

  #restart(now: number): void {
    this.#began = now;
    this.#keys = 0;
  }
}
