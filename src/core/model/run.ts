import type { FailureCode } from './failure';
import type { EndpointSummary } from './profile';
import type { ValueKind } from './valueKind';

/** What to do with a key that the target already holds. `fail` leaves it alone and quarantines the source's. */
export type ConflictPolicy = 'replace' | 'skip' | 'fail';

/** What happened to the keys of a run; the parts add up to `scanned` when the run is over. */
export interface KeyCounts {
  readonly scanned: number;
  readonly copied: number;
  /** Left alone because the target holds the key and the policy is `skip`. */
  readonly skipped: number;
  /** Found, but not chosen by the plan's `exclude`, `types` or `ttl`. Results that were kept before it was counted lack it. */
  readonly excluded?: number;
  /** Gone by their own expiry (or deleted) between being found and being written. */
  readonly expired: number;
  readonly quarantined: number;
}

/** Something that the target cannot hold, or did not keep, and how many keys it concerns. */
export interface Loss {
  readonly kind: 'hash-field-ttl' | 'stream-idempotency' | 'target-eviction';
  readonly count: number;
}

/** A key that was not copied, and why. Holds the key's name, never its value. */
export interface QuarantinedKey {
  /** Base64 of the key's bytes; of the library's name when `type` is `function`. */
  readonly key: string;
  readonly db: number;
  readonly type: ValueKind | 'function';
  readonly reason: string;
}

/** How a copy with an automatic pace went easy on its source. */
export interface HeldBack {
  /** Milliseconds that the source took to answer before the copy. */
  readonly baselineMs: number;
  /** The longest that it took meanwhile. */
  readonly highestMs: number;
  /** Seconds during which the copy went slower than it could for the source's sake. */
  readonly seconds: number;
}

/** How a run ended. `incomplete`: to the end, but something was quarantined or lost. */
export type RunStatus = 'done' | 'incomplete' | 'cancelled' | 'failed';

/** A failure as a document: no stack, no cause. */
export interface FailureDocument {
  readonly code: FailureCode;
  readonly message: string;
}

/** The result document of a copy; `--json` prints it as it is. */
export interface CopyResult {
  readonly status: RunStatus;
  readonly seconds: number;
  readonly keys: KeyCounts;
  /** Bytes of DUMP payloads written. */
  readonly bytes: number;
  /** Function libraries written. */
  readonly functions: number;
  readonly losses: readonly Loss[];
  readonly quarantine: readonly QuarantinedKey[];
  /** Present when the run was a rehearsal: it was to end after so many keys, not counting excluded ones. */
  readonly sample?: number;
  /** Present when nothing was written: what counts as copied or written would have been. */
  readonly dryRun?: true;
  /** Present when the pace was automatic. */
  readonly heldBack?: HeldBack;
  /** Present when expiries were corrected: milliseconds by which the target's clock is ahead of the source's. */
  readonly clockDifference?: number;
  /** Present when the source lacked keys after a restart or a failover: it is not known which. */
  readonly sourceLost?: true;
  readonly source: EndpointSummary | null;
  readonly target: EndpointSummary | null;
  /** The run's id, where what it did is kept so that it can be resumed. */
  readonly run?: string;
  /** What a person should know of how it went, in whole sentences. */
  readonly notices?: readonly string[];
  /** Present when `status` is `failed`. */
  readonly failure?: FailureDocument;
}
