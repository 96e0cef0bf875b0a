import { toBase64 } from '../model/base64';
import type { Failure } from '../model/failure';
import type { EndpointSummary } from '../model/profile';
import type { Progress, Waiting } from '../model/progress';
import { Rate } from '../model/rate';
import type { Loss } from '../model/run';
import type { Difference, DifferenceKind, VerifyResult } from '../model/verification';
import type { Clock } from '../ports';
import type { DifferentKey, KeyFinding } from './finding';
import { stored } from '../model/stored';

/** How many differences the result names; `differencesTotal` counts all of them. */
const DIFFERENCES_LISTED = 10_000;

const EXTRA = stored('only the target holds it');
const SOURCE_CHANGED = stored('the source went on changing it');
const TARGET_CHANGED = stored('the target went on changing it');
const BOTH_CHANGED = stored('the source and the target went on changing it');

/** Counts what a verification finds. */
export class VerifyTally {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #rate: Rate;
  readonly #keys = {
    compared: 0,
    equal: 0,
    different: 0,
    changing: 0,
    extra: 0,
    expired: 0,
    excluded: 0,
    repaired: 0,
    deleted: 0,
  };
  readonly #mode: VerifyResult['mode'];
  readonly #sample = { source: { keys: 0, of: 0 }, target: { keys: 0, of: 0 } };
  #repairedFunctions = 0;
  readonly #losses = new Map<Loss['kind'], number>();
  readonly #differences: Difference[] = [];
  #differencesTotal = 0;
  total = 0;
  waiting: Waiting | null = null;
  source: EndpointSummary | null = null;
  target: EndpointSummary | null = null;

  /** @param startedAt when the verification began, milliseconds since the epoch, if that was not just now */
  constructor(clock: Clock, mode: VerifyResult['mode'] = 'full', startedAt = clock.now()) {
    this.#clock = clock;
    this.#mode = mode;
    this.#startedAt = startedAt;
    this.#rate = new Rate(() => clock.now());
  }

  /** Keys that were deleted from the target. */
  get deleted(): number {
    return this.#keys.deleted;
  }

  /** All is compared again: what was written and deleted until now was, whatever is found now. */
  goOnFrom(before: VerifyTally): void {
    this.#keys.repaired += before.#keys.repaired;
    this.#keys.deleted += before.#keys.deleted;
    this.#repairedFunctions += before.#repairedFunctions;
  }

  /** Keys that do not differ. */
  equal(count: number): void {
    this.#keys.compared += count;
    this.#keys.equal += count;
  }

  /** A key that does not differ, but is not simply equal. */
  settled(finding: Exclude<KeyFinding, DifferentKey>): void {
    this.#keys.compared++;
    if (finding.kind === 'expired') {
      this.#keys.expired++;
      return;
    }
    this.#keys.equal++;
    this.#losses.set(finding.loss, (this.#losses.get(finding.loss) ?? 0) + 1);
  }

  /** Keys that were found but not chosen. */
  excluded(count: number): void {
    this.#keys.excluded += count;
  }

  /** Keys, counted as equal, that were not before they were copied again. */
  repaired(count: number): void {
    this.#keys.repaired += count;
  }

  repairedLibrary(): void {
    this.#repairedFunctions++;
  }

  /** So many keys of an end were drawn, of so many. */
  sampled(end: 'source' | 'target', keys: number, of: number): void {
    this.#sample[end] = { keys, of };
  }

  /** @param changed the ends that changed the key from look to look */
  different(
    key: Uint8Array,
    db: number,
    { kinds, detail }: DifferentKey,
    changed: { readonly source: boolean; readonly target: boolean },
  ): void {
    this.#keys.compared++;
    this.#keys.different++;
    if (!changed.source && !changed.target) {
      this.#add({ key: toBase64(key), db, kinds, detail });
      return;
    }
    this.#keys.changing++;
    const restless = `${detail}; ${changed.source ? (changed.target ? BOTH_CHANGED : SOURCE_CHANGED) : TARGET_CHANGED}`;
    this.#add({ key: toBase64(key), db, kinds, detail: restless, changing: true });
  }

  /** Keys that only the target held, and that were deleted from it. */
  deletedExtras(count: number): void {
    this.#keys.deleted += count;
  }

  extra(key: Uint8Array, db: number): void {
    this.#keys.extra++;
    this.#add({ key: toBase64(key), db, kinds: ['extra'], detail: EXTRA });
  }

  differentLibrary(name: string, kind: DifferenceKind, detail: string): void {
    this.#add({ key: toBase64(new TextEncoder().encode(name)), db: 0, kinds: [kind], detail });
  }

  progress(): Progress {
    const { compared, expired, excluded } = this.#keys;
    const scanned = compared + excluded;
    const keys = { scanned, copied: 0, skipped: 0, expired, quarantined: 0 };
    return {
      phase: 'verifying',
      keys,
      total: this.total,
      bytes: 0,
      ...this.#rate.measure(scanned, this.total),
      ...(this.waiting === null ? {} : { waiting: this.waiting }),
    };
  }

  result(end: 'complete' | 'cancelled' | Failure): VerifyResult {
    const same = this.#differencesTotal === 0 && this.#losses.size === 0;
    return {
      status:
        end === 'complete' ? (same ? 'done' : 'incomplete') : end === 'cancelled' ? 'cancelled' : 'failed',
      seconds: (this.#clock.now() - this.#startedAt) / 1000,
      mode: this.#mode,
      ...(this.#mode === 'sample' ? { sample: { ...this.#sample } } : {}),
      keys: { ...this.#keys },
      repairedFunctions: this.#repairedFunctions,
      losses: [...this.#losses].map(([kind, count]) => ({ kind, count })),
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
