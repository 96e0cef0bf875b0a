import type { FailureCode } from './failure';

/** What came so far of one database of one node. */
export interface PartProgress {
  /** `host:port` of a node of a cluster; empty for a server that stands alone. */
  readonly node: string;
  /** The database of the source. */
  readonly database: number;
  /** Keys that were found, whatever became of them. */
  readonly keys: number;
  /** Bytes of payload written. */
  readonly bytes: number;
  /** Keys that it held when the run began; 0 when that is not known. */
  readonly total: number;
}

/** Keys that were not copied for one reason. */
export interface ErrorProgress {
  readonly reason: string;
  readonly count: number;
  /** Names of the first of them, as Base64. */
  readonly examples: readonly string[];
}

/** How often an end failed for a while and what was under way was tried again. */
export interface RetryProgress {
  readonly end: 'source' | 'target';
  readonly code: FailureCode;
  readonly times: number;
}

/** A run's progress in its parts. As of the last half second, so that it costs a run nothing. */
export interface RunDetail {
  /** By node, then by database. */
  readonly parts: readonly PartProgress[];
  /** The most frequent first. */
  readonly errors: readonly ErrorProgress[];
  readonly retries: readonly RetryProgress[];
}

/** How long both ends take to answer: milliseconds; null where one does not tell. */
export interface EndsLatency {
  readonly source: number | null;
  readonly target: number | null;
}

/** How long both ends took to answer at one moment. */
export interface LatencyPoint extends EndsLatency {
  /** Seconds since the run began. */
  readonly seconds: number;
}
