import type { Sleep } from '../copy/pace';
import type { KeyChoice } from '../copy/selection';
import type { Progress } from '../model/progress';
import type { ConflictPolicy } from '../model/run';
import type { VerifyResult } from '../model/verification';
import type { DatabaseChoice } from '../plan/pairDatabases';
import type { Clock, KeyRemover, KeySink, KeySource } from '../ports';

/** How closely to look. */
export type VerifyMode =
  /** Type, expiry and content of every key. */
  | { readonly kind: 'full' }
  /** Type, length and expiry of every key: no value is read. */
  | { readonly kind: 'quick' }
  /** As `full`, but for so many keys of each side (1 or more), chosen at random. */
  | { readonly kind: 'sample'; readonly keys: number };

/** What to compare; see CopyPlan. */
export interface VerifyPlan extends KeyChoice, DatabaseChoice {
  readonly match?: string;
  readonly retryForSeconds?: number;
  readonly slots?: string;
  /** Keys that take more bytes than this, or than 32 MB, are compared part by part. */
  readonly bigKeyBytes?: number;
  /** Absent means `full`. */
  readonly mode?: VerifyMode;
  /** Copies again what differs or is missing. */
  readonly repair?: boolean;
  /** The copy's: where it keeps what the target held, a repair only copies what is missing. Absent means `replace`. */
  readonly onConflict?: ConflictPolicy;
  /**
   * Deletes from the target what only it holds, so many keys at most (from 1): no more than somebody has seen and confirmed.
   * Goes with `repair`, and not with a sample. Absent means none.
   */
  readonly deleteExtra?: number;
}

/** How to verify what a copy's plan takes. */
export type VerifyChoice = Required<Pick<VerifyPlan, 'mode' | 'repair'>> & Pick<VerifyPlan, 'deleteExtra'>;

/** What a verification asks of the world: both ends are only read, but that a repair writes to the target. */
export interface VerifyPorts {
  readonly source: KeySource;
  readonly target: KeySource & KeySink & KeyRemover;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** What a verification says while it runs; `finished` comes last, always. */
export type VerifyEvent =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'finished'; readonly result: VerifyResult };
