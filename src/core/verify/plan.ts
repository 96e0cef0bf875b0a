import type { Sleep } from '../copy/pace';
import type { Progress } from '../model/progress';
import type { VerifyResult } from '../model/verification';
import type { DatabaseChoice } from '../plan/pairDatabases';
import type { Clock, KeySource } from '../ports';

/** What to compare; see CopyPlan. */
export interface VerifyPlan extends DatabaseChoice {
  readonly match?: string;
  readonly retryForSeconds?: number;
}

/** What a verification asks of the world: both ends are only read. */
export interface VerifyPorts {
  readonly source: KeySource;
  readonly target: KeySource;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** What a verification says while it runs; `finished` comes last, always. */
export type VerifyEvent =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'finished'; readonly result: VerifyResult };
