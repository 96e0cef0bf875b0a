import { toBase64 } from '../model/base64';
import type { Failure } from '../model/failure';
import type { EndpointSummary } from '../model/profile';
import type { Progress } from '../model/progress';
import type { Difference, VerifyResult } from '../model/run';
import { Rate } from '../model/rate';
import type { Clock } from '../ports';

/** How many differences the result names; `differencesTotal` counts all of them. */
const DIFFERENCES_LISTED = 10_000;

/** Counts what a verification finds. */
export class VerifyTally {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #rate: Rate;
  readonly #keys = { compared: 0, equal: 0, different: 0, extra: 0, expired: 0 };
  readonly #differences: Difference[] = [];
  #differencesTotal = 0;
  #fieldTtlLosses = 0;
  total = 0;
  source: EndpointSummary | null = null;
  target: EndpointSummary | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#rate = new Rate(() => clock.now());
  }

  /** A key that does not differ. */
  settled(outcome: 'equal' | 'expired' | 'field-ttl'): void {
    this.#keys.compared++;
    if (outcome === 'expired') {
      this.#keys.expired++;
      return;
    }
    this.#keys.equal++;
    if (outcome === 'field-ttl') this.#fieldTtlLosses++;
  }

  different(key: Uint8Array, db: number, difference: Pick<Difference, 'kind' | 'detail'>): void {
    this.#keys.compared++;
    this.#keys.different++;
    this.#add({ key: toBase64(key), db, ...difference });
  }

  extra(key: Uint8Array, db: number): void {
    this.#keys.extra++;
    this.#add({ key: toBase64(key), db, kind: 'extra', detail: 'only the target holds it' });
  }

  differentLibrary(name: string, kind: Difference['kind'], detail: string): void {
    this.#add({ key: toBase64(new TextEncoder().encode(name)), db: 0, kind, detail });
  }

  progress(): Progress {
    const { compared, expired } = this.#keys;
    const keys = { scanned: compared, copied: 0, skipped: 0, expired, quarantined: 0 };
    return { phase: 'keys', keys, total: this.total, bytes: 0, ...this.#rate.measure(compared, this.total) };
  }

  result(end: 'complete' | 'cancelled' | Failure): VerifyResult {
    const same = this.#differencesTotal === 0 && this.#fieldTtlLosses === 0;
    return {
      status:
        end === 'complete' ? (same ? 'done' : 'incomplete') : end === 'cancelled' ? 'cancelled' : 'failed',
      seconds: (this.#clock.now() - this.#startedAt) / 1000,
      keys: { ...this.#keys },
      losses: this.#fieldTtlLosses === 0 ? [] : [{ kind: 'hash-field-ttl', count: this.#fieldTtlLosses }],
      differences: this.#differences,
      differencesTotal: this.#differencesTotal,
      source: this.source,
      target: this.target,
      ...(typeof end === 'string' ? {} : { failure: { code: end.code, message: end.message } }),
    };
  }

  #add(difference: Difference): void {
    this.#differencesTotal++;
    if (this.#differences.length < DIFFERENCES_LISTED) this.#differences.push(difference);
  }
}
