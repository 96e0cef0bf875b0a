import type { KeyBatch } from '../keyBatch';
import type { Clock } from '../ports';
import type { AutoPace } from './autoPace';
import type { Gate } from './gate';
import { pickKeys } from './pickKeys';
import type { Throttle } from './throttle';

/** Resolves after so many milliseconds, or as soon as the signal aborts; never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** How fast a copy may go; what is absent does not limit. */
export interface PaceLimits {
  /** Keys read a second, 1 or more; those that are then left out count as well. */
  readonly keysPerSecond?: number;
  /** Bytes of payload read a second, 1 or more. */
  readonly bytesPerSecond?: number;
}

/** What can hold a copy up beside the limits of its plan. */
export interface Brakes {
  readonly gate?: Gate;
  /** Takes the place of the limit on keys. */
  readonly throttle?: Throttle;
  readonly auto?: AutoPace;
  /** Keeps connections from being given up while nothing is asked of them; never rejects. */
  readonly keepAlive?: () => Promise<void>;
}

/** What may go at once, and in one piece: more would be a burst, and less only costs time. */
const PIECE_SECONDS = 0.1;
/** How long a connection may lie still while a copy is paused. */
const KEEP_ALIVE_MS = 15_000;

/** Tokens that come at a steady rate. It lends: what is taken at once may exceed what is there, and is waited for. */
class Bucket {
  #rate: number;
  #level: number;
  #filledAt: number;

  /** @param rate tokens a second @param now milliseconds */
  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.#level = this.size;
    this.#filledAt = now;
  }

  /** What may go in one piece. */
  get size(): number {
    return Math.max(1, Math.floor(this.#rate * PIECE_SECONDS));
  }

  /** From now on tokens come at that rate. */
  set rate(rate: number) {
    this.#rate = rate;
  }

  /** As `rate`; what came until now came at the rate of before. */
  goAt(rate: number, now: number): void {
    this.#fill(now);
    this.#rate = rate;
  }

  /** @returns milliseconds to wait until the debt is paid. */
  take(amount: number, now: number): number {
    this.#fill(now);
    this.#level -= amount;
    return this.#wait();
  }

  /** @returns milliseconds to wait until the debt is paid. */
  debt(now: number): number {
    this.#fill(now);
    return this.#wait();
  }

  #fill(now: number): void {
    // A clock that is set back gives no tokens, and one that leaps no more than fit.
    const gained = (Math.max(0, now - this.#filledAt) * this.#rate) / 1000;
    this.#filledAt = now;
    this.#level = Math.min(this.size, this.#level + gained);
  }

  #wait(): number {
    return Math.max(0, (-this.#level * 1000) / this.#rate);
  }
}

/** Lets batches go no faster than its limits. One for all databases of a run. */
export class Pace {
  readonly #clock: Clock;
  readonly #sleep: Sleep;
  #keys: Bucket | null;
  readonly #bytes: Bucket | null;
  readonly #brakes: Brakes;
  /** There while the source is held to be overburdened. */
  #held: Bucket | null = null;
  readonly #stopped = new AbortController();

  constructor(
    { keysPerSecond, bytesPerSecond }: PaceLimits,
    clock: Clock,
    sleep: Sleep,
    brakes: Brakes = {},
  ) {
    this.#clock = clock;
    this.#sleep = sleep;
    this.#brakes = brakes;
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
        await this.#opened(ends);
        await this.#itsTime(piece, ends);
        if (ends.aborted) return;
        this.#brakes.auto?.read(piece.count);
        yield piece;
      }
    }
  }

  /** Waits until a piece may go; a change of pace is heeded at once. */
  async #itsTime(piece: KeyBatch, ends: AbortSignal): Promise<void> {
    const { throttle } = this.#brakes;
    const now = this.#clock.now();
    let wait = Math.max(
      this.#keysNow(now)?.take(piece.count, now) ?? 0,
      this.#bytes?.take(piece.payloadBytes, now) ?? 0,
      this.#heldNow(now)?.take(piece.count, now) ?? 0,
    );
    while (wait > 0 && !ends.aborted) {
      if (throttle === undefined) {
        await this.#sleep(wait, ends);
        return;
      }
      const change = throttle.next();
      await this.#sleep(wait, AbortSignal.any([ends, change.signal]));
      change.forget();
      if (!change.signal.aborted) return;
      const later = this.#clock.now();
      const buckets = [this.#keysNow(later), this.#bytes, this.#heldNow(later)];
      wait = Math.max(...buckets.map((bucket) => bucket?.debt(later) ?? 0));
    }
  }

  /** Waits while the gate is closed. */
  async #opened(ends: AbortSignal): Promise<void> {
    const { gate, keepAlive } = this.#brakes;
    if (gate === undefined) return;
    const closed = (): boolean => gate.paused && !ends.aborted;
    while (closed()) {
      const turn = new AbortController();
      const until = AbortSignal.any([ends, turn.signal]);
      const still = this.#sleep(KEEP_ALIVE_MS, until).then(() => (closed() ? keepAlive?.() : undefined));
      await Promise.race([gate.opened(until), still]);
      turn.abort();
    }
  }

  /** What limits keys, at the rate of this moment. */
  #keysNow(now: number): Bucket | null {
    const { throttle } = this.#brakes;
    if (throttle === undefined) return this.#keys;
    const { keysPerSecond } = throttle;
    if (keysPerSecond === null) this.#keys = null;
    else if (this.#keys === null) this.#keys = new Bucket(keysPerSecond, now);
    else this.#keys.goAt(keysPerSecond, now);
    return this.#keys;
  }

  /** What holds the copy back for the source's sake, at the rate of this moment. */
  #heldNow(now: number): Bucket | null {
    const limit = this.#brakes.auto?.limit ?? Infinity;
    if (limit === Infinity) this.#held = null;
    else if (this.#held === null) this.#held = new Bucket(limit, now);
    else this.#held.rate = limit;
    return this.#held;
  }

  /** What may go in one piece just now. */
  #mostKeys(): number {
    const now = this.#clock.now();
    return Math.min(this.#keysNow(now)?.size ?? Infinity, this.#heldNow(now)?.size ?? Infinity);
  }

  *#pieces(batch: KeyBatch): Generator<KeyBatch> {
    const mostBytes = this.#bytes?.size ?? Infinity;
    let mostKeys = this.#mostKeys();
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
        mostKeys = this.#mostKeys();
      }
      bytes += length;
    }
    yield pickKeys(batch, range(from, batch.count), true);
  }
}

function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index);
}
