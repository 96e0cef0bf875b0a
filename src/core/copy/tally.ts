import type { Failure } from '../model/failure';
import type { Phase, Progress } from '../model/progress';
import type { EndpointSummary } from '../model/profile';
import type { CopyResult, KeyCounts, Loss, QuarantinedKey } from '../model/run';
import { Rate } from '../model/rate';
import type { Clock } from '../ports';
import type { CopyPlan } from './plan';

/** How many quarantined keys the result names; `keys.quarantined` counts all of them. */
export const QUARANTINE_LISTED = 10_000;

/** Counts what happens to the keys of a run, and knows how fast it goes. */
export class Tally {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #keys = { scanned: 0, copied: 0, skipped: 0, excluded: 0, expired: 0, quarantined: 0 };
  readonly #losses = new Map<Loss['kind'], number>();
  readonly #quarantine: QuarantinedKey[] = [];
  readonly #rate: Rate;
  readonly #kind: Pick<CopyResult, 'sample' | 'dryRun'>;
  #bytes = 0;
  #functions = 0;
  total = 0;
  phase: Phase = 'connecting';
  source: EndpointSummary | null = null;
  target: EndpointSummary | null = null;

  /** @param plan what of it the result repeats */
  constructor(clock: Clock, { sample, dryRun }: Pick<CopyPlan, 'sample' | 'dryRun'> = {}) {
    this.#clock = clock;
    this.#kind = {
      ...(sample === undefined ? {} : { sample }),
      ...(dryRun === true ? { dryRun } : {}),
    };
    this.#startedAt = clock.now();
    this.#rate = new Rate(() => clock.now());
  }

  get keys(): KeyCounts {
    return { ...this.#keys };
  }

  scanned(count: number): void {
    this.#keys.scanned += count;
  }

  copied(bytes: number): void {
    this.#keys.copied++;
    this.#bytes += bytes;
  }

  skipped(): void {
    this.#keys.skipped++;
  }

  /** Keys that were found but not chosen. */
  excluded(count: number): void {
    this.#keys.scanned += count;
    this.#keys.excluded += count;
  }

  expired(): void {
    this.#keys.expired++;
  }

  lost(kind: Loss['kind'], count = 1): void {
    this.#losses.set(kind, (this.#losses.get(kind) ?? 0) + count);
  }

  functionCopied(): void {
    this.#functions++;
  }

  /** A library is not a key: it is named in the quarantine, and not counted among the keys. */
  quarantined(entry: QuarantinedKey): void {
    if (entry.type !== 'function') this.#keys.quarantined++;
    if (this.#quarantine.length < QUARANTINE_LISTED) this.#quarantine.push(entry);
  }

  progress(): Progress {
    return {
      phase: this.phase,
      keys: this.keys,
      total: this.total,
      bytes: this.#bytes,
      ...this.#rate.measure(this.#keys.scanned, this.total),
    };
  }

  /** The result document; `complete` tells whether every key was reached. */
  result(end: 'complete' | 'cancelled' | Failure): CopyResult {
    const whole = this.#quarantine.length === 0 && this.#losses.size === 0;
    const status =
      end === 'complete' ? (whole ? 'done' : 'incomplete') : end === 'cancelled' ? 'cancelled' : 'failed';
    return {
      status,
      seconds: (this.#clock.now() - this.#startedAt) / 1000,
      keys: this.keys,
      bytes: this.#bytes,
      functions: this.#functions,
      losses: [...this.#losses].map(([kind, count]) => ({ kind, count })),
      quarantine: this.#quarantine,
      ...this.#kind,
      source: this.source,
      target: this.target,
      ...(typeof end === 'string' ? {} : { failure: { code: end.code, message: end.message } }),
    };
  }
}
