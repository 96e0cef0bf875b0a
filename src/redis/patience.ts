import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, isFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';
import { t } from '../core/model/t';
import type { RetryPolicy } from '../core/ports';

const SHORTEST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1_000;
/** What is over sooner than this is not worth telling. */
const TOLD_AFTER_MS = 500;

const LOST: ReadonlySet<FailureCode> = new Set([
  'connect.lost',
  'connect.refused',
  'connect.timeout',
  'connect.dns',
]);

/** True when the connection is to be made anew. */
export function isLoss(error: unknown): boolean {
  return isFailure(error) && LOST.has(error.code);
}

/**
 * Where a token is to be made for a connection, AWS may be out of reach for a while as well; and while a secret is rotated,
 * it and the server may differ.
 */
const PASSING: ReadonlySet<FailureCode> = new Set([
  'server.busy',
  'aws.unreachable',
  'aws.throttled',
  'aws.secret',
]);

/** True for what goes over by itself, once the server was reached: a failover, a restart, a load. */
export function isPassing(error: unknown): error is Failure {
  return isLoss(error) || (isFailure(error) && PASSING.has(error.code));
}

/** The same of a node of a cluster: a node may also know no better whom to ask. */
export function isPassingInCluster(error: unknown): error is Failure {
  return isPassing(error) || (isFailure(error) && error.code === 'topology.unsupported');
}

/** What a server says when it takes no writes just now: full, a replica, out of disk, loading, busy, without its replicas. */
const REFUSALS: ReadonlySet<FailureCode> = new Set([
  'server.memory',
  'server.readonly',
  'server.disk',
  'server.busy',
]);

/** True for a refusal of writes that may pass. */
export function isPassingRefusal({ code }: Failure): boolean {
  return REFUSALS.has(code);
}

/** What waits for one server, all who use it together: longer each time, until nothing came forward for too long. */
export class Patience {
  #policy: RetryPolicy;
  /** When nothing came forward any more, and why. */
  #began: { readonly at: number; readonly failure: Failure } | null = null;
  #told = false;

  /** @param seconds until it is told otherwise */
  constructor(seconds: number) {
    this.#policy = { seconds };
  }

  /** Begins anew, by another policy. */
  follow(policy: RetryPolicy): void {
    this.#policy = policy;
    this.#began = null;
    this.#told = false;
  }

  /** Something came forward. */
  progress(): void {
    if (this.#began === null) return;
    this.#began = null;
    if (this.#told) this.#policy.onWait?.(null);
    this.#told = false;
  }

  /** Says that a server which was written to is another process than before. */
  restarted(): void {
    this.#policy.onRestart?.();
  }

  /** Waits a while. @throws Failure when that took too long; the signal's reason when it aborts */
  async wait(failure: Failure, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = performance.now();
    this.#began ??= { at: now, failure };
    const waited = now - this.#began.at;
    const left = this.#policy.seconds * 1000 - waited;
    if (left <= 0) throw this.#given(failure);
    const delay = Math.min(left, LONGEST_DELAY_MS, Math.max(SHORTEST_DELAY_MS, waited));
    if (!this.#told && waited + delay >= TOLD_AFTER_MS) {
      this.#told = true;
      this.#policy.onWait?.(failure);
    }
    // Every batch under way may be waiting here at once.
    setMaxListeners(0, signal);
    await sleep(delay, undefined, { signal });
  }

  /** What to say in the end: how it began, where that is the same trouble. */
  #given(last: Failure): Failure {
    const { seconds } = this.#policy;
    const first = this.#began?.failure ?? last;
    const told = isLoss(first) && isLoss(last) ? first : last;
    if (seconds === 0) return told;
    const why = t('{0}, and {1} s of waiting did not help', told.why, seconds);
    return new Failure(told.code, { what: told.what, why, next: told.next });
  }
}
