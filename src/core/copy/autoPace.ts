import type { HeldBack } from '../model/run';

/** What the source's answers may take longer than before the copy: so many milliseconds, or as long again if that is more. */
const TOLERATED_MS = 10;
/** A single slow answer counts for no more than so many times what is tolerated, so that it is soon forgotten. */
const MOST_EXCESS = 4;
/** Weight of the newest answer. */
const SMOOTHING = 0.3;
/** After a cut, the time that it takes to show. */
const SETTLING_MS = 500;
const CUT = 0.7;
/** What is given back a second, as a part of the highest rate seen. */
const GAIN = 0.1;
/** The rate of the last second or so is what a first cut starts from. */
const RATE_MS = 1_000;
const LEAST_RATE_MS = 50;
/** Keys a second. */
const LEAST = 1;
/** Taken for the highest rate until more was seen: what is given back must not be next to nothing. */
const FIRST_TOP_RATE = 1_000;

/**
 * Decides how many keys a second a source can bear, by how long it takes to answer: the limit is cut when that grows, and
 * raised little by little while it does not. Limitless again once the limit is far above what is used anyhow.
 */
export class AutoPace {
  readonly #baseline: number;
  readonly #tolerated: number;
  #limit = Infinity;
  /** How much later than before the copy answers come, smoothed. */
  #excess = 0;
  #highest = 0;
  #keys = 0;
  #rate = 0;
  #topRate = FIRST_TOP_RATE;
  #sampledAt: number;
  #cutAt = -Infinity;
  #heldMs = 0;

  /** @param baseline milliseconds that an answer takes without the copy @param now milliseconds */
  constructor(baseline: number, now: number) {
    this.#baseline = baseline;
    this.#tolerated = Math.max(TOLERATED_MS, baseline);
    this.#sampledAt = now;
  }

  /** Keys a second that may be read now; Infinity for no limit. */
  get limit(): number {
    return this.#limit;
  }

  /** So many keys were read. */
  read(keys: number): void {
    this.#keys += keys;
  }

  /** An answer took so many milliseconds. */
  answered(latency: number, now: number): void {
    const elapsed = Math.max(1, now - this.#sampledAt);
    this.#sampledAt = now;
    if (this.#limit < Infinity) this.#heldMs += elapsed;
    this.#measure(elapsed);
    this.#highest = Math.max(this.#highest, latency);
    const excess = Math.min(Math.max(0, latency - this.#baseline), MOST_EXCESS * this.#tolerated);
    this.#excess += SMOOTHING * (excess - this.#excess);
    if (this.#excess > this.#tolerated) this.#cut(now);
    else if (this.#limit < Infinity && now - this.#cutAt >= SETTLING_MS) this.#raise(elapsed);
  }

  report(): HeldBack {
    return { baselineMs: this.#baseline, highestMs: this.#highest, seconds: this.#heldMs / 1000 };
  }

  #measure(elapsed: number): void {
    const weight = Math.min(1, elapsed / RATE_MS);
    const rate = (this.#keys * 1000) / elapsed;
    this.#rate += weight * (rate - this.#rate);
    this.#keys = 0;
    // Of what was read in next to no time a rate would say nothing.
    if (elapsed >= LEAST_RATE_MS) this.#topRate = Math.max(this.#topRate, rate);
  }

  #cut(now: number): void {
    if (now - this.#cutAt < SETTLING_MS) return;
    this.#cutAt = now;
    // Before much was read there is no rate to start from.
    const rate = Math.min(this.#limit, Math.max(this.#rate, this.#limit === Infinity ? FIRST_TOP_RATE : 0));
    this.#limit = Math.max(LEAST, rate * CUT);
  }

  #raise(elapsed: number): void {
    this.#limit += (elapsed / 1000) * GAIN * this.#topRate;
    if (this.#limit > 1.5 * this.#topRate) this.#limit = Infinity;
  }
}
