import type { FailureCode } from './failure';
import type { KeyCounts } from './run';
import type { RunDetail } from './runDetail';

/** Where a run is. */
export type Phase = 'connecting' | 'functions' | 'keys' | 'finishing' | 'verifying';

/** An end that is waited for, and what it failed with. */
export interface Waiting {
  readonly end: 'source' | 'target';
  readonly code: FailureCode;
}

/** A run's progress at one moment. */
export interface Progress {
  readonly phase: Phase;
  readonly keys: KeyCounts;
  /** Keys that the source held when the run began; 0 when not known. */
  readonly total: number;
  /** Bytes of payload written. */
  readonly bytes: number;
  /** Keys a second over the last few seconds. */
  readonly rate: number;
  /** Seconds left at that rate; null while nothing is known. */
  readonly secondsLeft: number | null;
  /** Keys a second that are read at most just now, so that the source can answer others; absent while it can. */
  readonly heldTo?: number;
  /** Present while nothing comes forward because of one end. */
  readonly waiting?: Waiting;
  /** Present once a copy knows what is to come. */
  readonly detail?: RunDetail;
}

/** Share done, 0 to 1. Keys added to the source meanwhile do not push it past 1. */
export function share(progress: Progress): number {
  return progress.total === 0 ? 0 : Math.min(1, progress.keys.scanned / progress.total);
}
