import type { Sleep } from '../copy/pace';
import type { Clock } from '../ports';

/** Milliseconds between the moments at which waits end. */
const GRID_MS = 100;

/** Waits that end together: many batches may be waiting at once, and one timer serves them all. */
export class Pauses {
  readonly #clock: Clock;
  readonly #sleep: Sleep;
  readonly #signal: AbortSignal;
  readonly #ends = new Map<number, Promise<void>>();

  constructor(clock: Clock, sleep: Sleep, signal: AbortSignal) {
    this.#clock = clock;
    this.#sleep = sleep;
    this.#signal = signal;
  }

  /** Waits for so many milliseconds at least, and for a tenth of a second more at most; less when the signal aborts. */
  wait(milliseconds: number): Promise<void> {
    const now = this.#clock.now();
    const end = Math.ceil((now + milliseconds) / GRID_MS) * GRID_MS;
    const known = this.#ends.get(end);
    if (known !== undefined) return known;
    const waiting = this.#sleep(end - now, this.#signal).finally(() => this.#ends.delete(end));
    this.#ends.set(end, waiting);
    return waiting;
  }
}
