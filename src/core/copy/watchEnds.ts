import type { EndsLatency } from '../model/runDetail';
import type { Clock, KeySource } from '../ports';
import type { Sleep } from './pace';

/** Each end is asked no more often. */
const EVERY_MS = 1_000;

/** What watching needs of the world. */
export interface WatchPorts {
  readonly source: Pick<KeySource, 'latency'>;
  readonly target: Pick<KeySource, 'latency'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** Tells once a second how long both ends take to answer, until the signal aborts, and once then. Never rejects. */
export async function watchEnds(
  { source, target, clock, sleep }: WatchPorts,
  tell: (latency: EndsLatency) => void,
  signal: AbortSignal,
): Promise<void> {
  const ends = { source: new Asked(source, clock), target: new Asked(target, clock) };
  while (!signal.aborted) {
    ends.source.ask(signal);
    ends.target.ask(signal);
    await sleep(EVERY_MS, signal);
    tell({ source: ends.source.latency(), target: ends.target.latency() });
  }
}

/** An end that is asked again once it has answered. */
class Asked {
  readonly #end: Pick<KeySource, 'latency'>;
  readonly #clock: Clock;
  #askedAt: number | null = null;
  #latency: number | null = null;

  constructor(end: Pick<KeySource, 'latency'>, clock: Clock) {
    this.#end = end;
    this.#clock = clock;
  }

  ask(signal: AbortSignal): void {
    if (this.#askedAt !== null) return;
    this.#askedAt = this.#clock.now();
    this.#end.latency(signal).then(
      (latency) => {
        this.#answered(latency);
      },
      // An end that is lost is noticed by whoever works with it.
      () => {
        this.#answered(null);
      },
    );
  }

  /** Of an answer that is still waited for, the time until now. */
  latency(): number | null {
    return this.#askedAt === null ? this.#latency : Math.max(0, this.#clock.now() - this.#askedAt);
  }

  #answered(latency: number | null): void {
    this.#askedAt = null;
    this.#latency = latency;
  }
}
