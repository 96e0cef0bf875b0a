import type { Address } from '../model/endpoint';
import type { KeyCounts } from '../model/run';
import type { CopyPlan } from './plan';

/** An end of a run that is kept. No secret belongs here. */
export interface KeptEnd {
  readonly address: Address;
  /** The endpoint's id, where a person keeps endpoints. */
  readonly endpoint?: string;
}

/** A run that is kept and has not come to its end. */
export interface UnfinishedRun {
  /** Letters, digits and dashes. */
  readonly run: string;
  /** `running`: someone carries it out just now, perhaps another process; `interrupted`: it can be resumed. */
  readonly state: 'running' | 'interrupted';
  readonly source: KeptEnd;
  readonly target: KeptEnd;
  readonly plan: CopyPlan;
  /** Milliseconds since the epoch: when it began, and when how far it has come was kept last. */
  readonly startedAt: number;
  readonly savedAt: number;
  /** How far it has come, as of `savedAt`. */
  readonly keys: KeyCounts;
  /** Keys that the source held when the run began; 0 when that is not known. */
  readonly total: number;
}

/** The runs that are kept so that they can be resumed. */
export interface UnfinishedRuns {
  /** Those that have not come to their end; what cannot be read is left out. Never rejects. */
  list(): Promise<readonly UnfinishedRun[]>;
  /**
   * Forgets a run, which then cannot be resumed; nothing changes in its target. Nothing happens when it is gone.
   * @throws Failure `run.underWay` while someone carries it out; `file.unwritable`
   */
  discard(run: string): Promise<void>;
}
