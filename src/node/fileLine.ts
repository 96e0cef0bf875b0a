import { formatBytes, formatCount } from '../core/report/format';
import type { FileProgress } from '../core/rules/lookAtFile';

const REDRAW_MS = 100;

/** How far a file is read, on a terminal only: elsewhere nobody waits in front of it. */
export class FileLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #whole: number | null;
  #drawnAt = Date.now();
  #drawn = false;

  /** @param whole bytes of the file; null where that is not known */
  constructor(stream: NodeJS.WriteStream, whole: number | null) {
    this.#stream = stream;
    this.#whole = whole;
  }

  show({ bytes, keys }: FileProgress): void {
    const now = Date.now();
    if (!this.#stream.isTTY || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const whole = this.#whole;
    const share = whole === null || whole === 0 ? '' : ` (${String(Math.floor((bytes / whole) * 100))} %)`;
    this.#stream.write(`\rReading: ${formatBytes(bytes)}${share}, ${formatCount(keys)} keys\u001b[K`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#drawn) this.#stream.write('\r\u001b[K');
    this.#drawn = false;
  }
}
