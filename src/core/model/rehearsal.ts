/** How much a rehearsal may cost: it ends with the first of them. */
export interface RehearsalBudget {
  /** Of reading; time in which the source is left alone does not count. */
  readonly seconds: number;
  readonly keys: number;
}

/** Keys a second: of the slowest tenth of the time, of half of it, and of the fastest tenth. */
export interface RateSpread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** What a short read of the source's keys measured. Nothing was written, and nothing of them kept. */
export interface Rehearsal {
  /** Keys read, by DUMP, as a copy reads them. */
  readonly keys: number;
  /** Of their payloads. */
  readonly bytes: number;
  /** Seconds of reading. */
  readonly seconds: number;
  /** null when there was too little to measure. */
  readonly rate: RateSpread | null;
  /** Seconds in which the source was left alone, since it answered later than before. */
  readonly pausedSeconds: number;
  /** What ended it; `end` when every key was read, `latency` when the source did not recover. */
  readonly endedBy: 'seconds' | 'keys' | 'latency' | 'end';
}
