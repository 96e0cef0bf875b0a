import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Smaller pieces, beside what may pile up, are not counted: the runtime gives them back in time. */
const SMALL = 1 / 16;

/**
 * Memory of large replies that was let go, but not given back: the runtime looks at its own heap first and lets buffers
 * pile up beside it. One for all connections.
 */
class SpareMemory {
  #allowed = Infinity;
  #taken = 0;
  #collect: (() => void) | undefined;

  /** Says how many bytes may pile up. */
  allow(bytes: number): void {
    this.#allowed = bytes;
  }

  /** To be told before so many bytes are taken. */
  taking(bytes: number): void {
    if (bytes < SMALL * this.#allowed) return;
    if (this.#taken + bytes > this.#allowed && this.#taken > 0) {
      this.#collect ??= collector();
      this.#collect();
      this.#taken = 0;
    }
    this.#taken += bytes;
  }
}

/** See SpareMemory. */
export const spareMemory = new SpareMemory();

/** The runtime's own, which it hides by default. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? (collect as () => void) : () => undefined;
}
