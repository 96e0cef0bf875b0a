import type { CopyResult, ConflictPolicy, QuarantinedKey } from '../model/run';
import type { Progress } from '../model/progress';
import type { DatabaseChoice } from '../plan/pairDatabases';
import type { PaceLimits } from './pace';
import type { KeyChoice } from './selection';

/** What CopyPlan.bigKeyBytes is when it is absent. */
export const BIG_KEY_BYTES = 64e6;

/** What to copy and how. */
export interface CopyPlan extends KeyChoice, DatabaseChoice, PaceLimits {
  readonly onConflict: ConflictPolicy;
  /** Glob as SCAN's MATCH takes it; absent means every key. */
  readonly match?: string;
  /** Only keys of these slots, as ranges such as `0-5460,9000`, also where there is no cluster. */
  readonly slots?: string;
  /** How long to wait, in seconds, for an end that fails while nothing else comes forward: 0 to 3600; 30 when absent. */
  readonly retryForSeconds?: number;
  /** A rehearsal: the copy ends after so many keys (1 or more), of those chosen, whichever come first. */
  readonly sample?: number;
  /** Bytes that the copy may take of memory, the program included: 150e6 or more; by default 200e6. */
  readonly maxMemory?: number;
  /** Keys that take more bytes than this, or than memory allows, are copied part by part; by default 64 MB. */
  readonly bigKeyBytes?: number;
  /** Carries how long ago, or under an LFU policy how often, each key was used. */
  readonly evictionData?: boolean;
  /** Goes slower while the source takes longer to answer than before the copy. */
  readonly autoPace?: boolean;
  /** Reads and transcodes, and writes nothing: neither keys nor function libraries. */
  readonly dryRun?: boolean;
}

/**
 * True when the plan asks for a certain part of the data: function libraries stay behind then. Leaving some keys out
 * (`exclude`) or some databases is not asking for a part.
 */
export function isPartial({ match, slots, types, ttl, sample, ...plan }: Partial<CopyPlan>): boolean {
  const { minBytes, maxBytes, minIdle, maxIdle } = plan;
  return (
    [minBytes, maxBytes, minIdle, maxIdle].some((bound) => bound !== undefined) ||
    match !== undefined ||
    slots !== undefined ||
    types !== undefined ||
    ttl !== undefined ||
    sample !== undefined
  );
}

/**
 * What a copy says while it runs: progress once a batch, quarantined keys and notices (whole sentences) as they come, the
 * result once, last.
 */
export type CopyEvent =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'quarantined'; readonly key: QuarantinedKey }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'finished'; readonly result: CopyResult };
