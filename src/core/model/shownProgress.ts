import type { Progress } from './progress';
import { STANDS_STILL_MS } from './rate';

/** The engine reports every batch; eyes need no more than four pictures a second. */
const SHOW_EVERY_MS = 250;

/**
 * Which of a run's reports are shown. An engine that stands still reports nothing, so that its last report would stand, with
 * the speed of before: whoever shows asks again and again what there is to be said.
 */
export class ShownProgress {
  #last: Progress | null = null;
  #shownAt = -Infinity;
  #shown: Progress | null = null;
  #forwardAt = 0;

  /** @param now milliseconds @returns whether this report is to be shown at once */
  report(progress: Progress, now: number): boolean {
    if (progress.keys.scanned !== this.#last?.keys.scanned) this.#forwardAt = now;
    this.#last = progress;
    const soon = now >= this.#shownAt && now - this.#shownAt < SHOW_EVERY_MS;
    if (soon && progress.phase === this.#shown?.phase) return false;
    this.#show(progress, now);
    return true;
  }

  /**
   * @param now milliseconds
   * @returns what is to be shown though nothing was reported: the report that came too soon after another, or that nothing
   * comes forward any more; null when what was shown last still holds
   */
  look(now: number): Progress | null {
    const last = this.#last;
    if (last === null || (now >= this.#shownAt && now - this.#shownAt < SHOW_EVERY_MS)) return null;
    const stands = now - this.#forwardAt >= STANDS_STILL_MS && (last.rate > 0 || last.secondsLeft !== null);
    if (stands) this.#last = { ...last, rate: 0, secondsLeft: null };
    if (this.#last === this.#shown) return null;
    this.#show(this.#last ?? last, now);
    return this.#shown;
  }

  #show(progress: Progress, now: number): void {
    this.#shown = progress;
    this.#shownAt = now;
  }
}
