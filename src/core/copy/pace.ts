import type { Clock, KeyBatch } from '../ports';
import { pickKeys } from './pickKeys';

/** Resolves after so many milliseconds, or as soon as the signal aborts; never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** How fast a copy may go; what is absent does not limit. */
export interface PaceLimits {
  /** Keys read a second, 1 or more; those that are then left out count as well. */
  readonly keysPerSecond?: number;
  /** Bytes of payload read a second, 1 or more. */
  readonly bytesPerSecond?: number;
}

/** What may go at once, and in one piece: more would be a burst, and less only costs time. */
const PIECE_SECONDS = 0.1;

/** True if the plan limits anything. */
export function isPaced({ keysPerSecond, bytesPerSecond }: PaceLimits): boolean {
  return keysPerSecond !== undefined || bytesPerSecond !== undefined;
}

/** Tokens that come at a steady rate. It lends: what is taken at once may exceed what is there, and is waited for. */
class Bucket {
  readonly #rate: number;
  readonly size: number;
  #level: number;
  #filledAt: number;

  /** @param rate tokens a second @param now milliseconds */
  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.size = Math.max(1, Math.floor(rate * PIECE_SECONDS));
    this.#level = this.size;
    this.#filledAt = now;
  }

  /** @returns milliseconds to wait until the debt is paid. */
  take(amount: number, now: number): number {
    // A clock that is set back gives no tokens, and one that leaps no more than fit.
    const gained = (Math.max(0, now - this.#filledAt) * this.#rate) / 1000;
    this.#filledAt = now;
    this.#level = Math.min(this.size, this.#level + gained) - amount;
    return Math.max(0, (-this.#level * 1000) / this.#rate);
  }
}

/** Lets batches go no faster than its limits. One for all databases of a run. */
export class Pace {
  readonly #clock: Clock;
  readonly #sleep: Sleep;
  readonly #keys: Bucket | null;
  readonly #bytes: Bucket | null;
  readonly #stopped = new AbortController();

  constructor({ keysPerSecond, bytesPerSecond }: PaceLimits, clock: Clock, sleep: Sleep) {
    this.#clock = clock;
    this.#sleep = sleep;
    const bucket = (rate: number | undefined): Bucket | null =>
      rate === undefined ? null : new Bucket(rate, clock.now());
    this.#keys = bucket(keysPerSecond);
    this.#bytes = bucket(bytesPerSecond);
  }

  /** Ends every wait, now and from now on: nothing more will be copied. */
  stop(): void {
    this.#stopped.abort();
  }

  /** The batches in pieces of a tenth of a second or of one key, each when its time has come. Ends quietly when aborted. */
  async *batches(batches: AsyncIterable<KeyBatch>, signal: AbortSignal): AsyncGenerator<KeyBatch> {
    const ends = AbortSignal.any([signal, this.#stopped.signal]);
    for await (const batch of batches) {
      for (const piece of this.#pieces(batch)) {
        const now = this.#clock.now();
        const wait = Math.max(
          this.#keys?.take(piece.count, now) ?? 0,
          this.#bytes?.take(piece.payloadBytes, now) ?? 0,
        );
        if (wait > 0) await this.#sleep(wait, ends);
        if (ends.aborted) return;
        yield piece;
      }
    }
  }

  *#pieces(batch: KeyBatch): Generator<KeyBatch> {
    const mostKeys = this.#keys?.size ?? Infinity;
    const mostBytes = this.#bytes?.size ?? Infinity;
    if (batch.count <= mostKeys && batch.payloadBytes <= mostBytes) {
      yield batch;
      return;
    }
    let from = 0;
    let bytes = 0;
    for (let index = 0; index < batch.count; index++) {
      const length = Math.max(0, batch.lengths[index] ?? 0);
      if (index > from && (index - from >= mostKeys || bytes + length > mostBytes)) {
        yield pickKeys(batch, range(from, index), false);
        from = index;
        bytes = 0;
      }
      bytes += length;
    }
    yield pickKeys(batch, range(from, batch.count), true);
  }
}

function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index);
}
