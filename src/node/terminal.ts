import type { Progress } from '../core/model/progress';
import { share } from '../core/model/progress';
import { progressLine } from '../core/report/plainText';

const BAR_CELLS = 24;
const REDRAW_MS = 100;
const PLAIN_LINE_MS = 5_000;

/** Progress on stderr: a bar that redraws itself on a terminal, a plain line now and then elsewhere. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #first: string;
  #label: string;
  #drawnAt = Date.now();
  #drawn = false;
  #waited = false;

  /** @param label what is done: `Copying`; while that is verified, it says so instead */
  constructor(stream: NodeJS.WriteStream, label: string) {
    this.#stream = stream;
    this.#first = label;
    this.#label = label;
  }

  show(progress: Progress): void {
    const now = Date.now();
    const waits = progress.waiting !== undefined;
    const label = progress.phase === 'verifying' ? 'Verifying' : this.#first;
    // A wait that begins or ends is told at once, and so is that something else is done.
    const news = waits !== this.#waited || label !== this.#label;
    if (!news && now - this.#drawnAt < (this.#stream.isTTY ? REDRAW_MS : PLAIN_LINE_MS)) return;
    this.#waited = waits;
    this.#label = label;
    this.#drawnAt = now;
    if (!this.#stream.isTTY) {
      this.#stream.write(`${this.#label}: ${progressLine(progress)}\n`);
      return;
    }
    const filled = Math.round(share(progress) * BAR_CELLS);
    const bar = progress.total > 0 ? `[${'#'.repeat(filled)}${'.'.repeat(BAR_CELLS - filled)}] ` : '';
    const line = `${this.#label} ${bar}${progressLine(progress)}`.slice(
      0,
      Math.max(20, this.#stream.columns - 1),
    );
    this.#stream.write(`\r${line}\u001b[K`);
    this.#drawn = true;
  }

  /** Says something at once, in the bar's place. */
  say(words: string): void {
    this.#drawnAt = Date.now();
    const { isTTY } = this.#stream;
    this.#stream.write(isTTY ? `\r${this.#label}: ${words}\u001b[K` : `${this.#label}: ${words}\n`);
    this.#drawn = isTTY;
  }

  /** Clears the bar, so that what follows starts on a clean line. */
  end(): void {
    if (this.#drawn) this.#stream.write('\r\u001b[K');
    this.#drawn = false;
  }
}
