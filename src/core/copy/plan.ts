import type { CopyResult, ConflictPolicy, QuarantinedKey } from '../model/run';
import type { Progress } from '../model/progress';
import type { Clock, KeySink, KeySource } from '../ports';

/** What to copy and how. */
export interface CopyPlan {
  readonly onConflict: ConflictPolicy;
  /** Glob as SCAN's MATCH takes it; absent means every key. With it, function libraries stay behind. */
  readonly match?: string;
  /** The one database to read; absent means every database that holds keys. */
  readonly sourceDatabase?: number;
  /** Where that one database goes; absent means to the same number. */
  readonly targetDatabase?: number;
}

/** What a copy asks of the world. */
export interface CopyPorts {
  readonly source: KeySource;
  readonly target: KeySink;
  readonly clock: Clock;
}

/** What a copy says while it runs: progress once a batch, quarantined keys as they come, the result once, last. */
export type CopyEvent =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'quarantined'; readonly key: QuarantinedKey }
  | { readonly kind: 'finished'; readonly result: CopyResult };
