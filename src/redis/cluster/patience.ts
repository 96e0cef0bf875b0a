import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureCode } from '../../core/model/failure';
import { isFailure } from '../../core/model/failure';

/** How long a cluster may take to mend itself: a failover needs its node time-out, some seconds by default. */
const PATIENCE_MS = 30_000;
const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1_000;

const PASSING: ReadonlySet<FailureCode> = new Set([
  'connect.lost',
  'connect.refused',
  'connect.timeout',
  'server.busy',
  'topology.unsupported',
]);

/** True for what a failover, a restart or a resharding brings about, and what goes over. */
export function isPassing(error: unknown): boolean {
  return isFailure(error) && PASSING.has(error.code);
}

/** Waits longer each time, and gives up when nothing came forward for half a minute. */
export class Patience {
  #since = Date.now();
  #delay = FIRST_DELAY_MS;

  /** Something came forward: begin anew. */
  progress(): void {
    this.#since = Date.now();
    this.#delay = FIRST_DELAY_MS;
  }

  /** Waits a while. @throws what `error` is, when it took too long; the signal's reason when it aborts */
  async wait(error: unknown, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (Date.now() - this.#since > PATIENCE_MS) throw error;
    // Every batch under way may be waiting here at once.
    setMaxListeners(0, signal);
    await sleep(this.#delay, undefined, { signal });
    this.#delay = Math.min(LONGEST_DELAY_MS, this.#delay * 2);
  }
}
