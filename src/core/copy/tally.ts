import type { Failure } from '../model/failure';
import type { Phase, Progress, Waiting } from '../model/progress';
import type { EndpointSummary } from '../model/profile';
import type { CopyResult } from '../model/run';
import { Rate } from '../model/rate';
import type { Clock } from '../ports';
import type { AutoPace } from './autoPace';
import { Breakdown } from './breakdown';
import type { PartOfRun } from './breakdown';
import type { Checkpoint } from './checkpoint';
import { Counts } from './counts';
import type { CountsDocument } from './counts';
import type { CopyPlan } from './plan';
import type { Throttle } from './throttle';

/** Counts what happens to the keys of a run, and knows how fast it goes. */
export class Tally extends Counts {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #rate: Rate;
  readonly #kind: Pick<CopyResult, 'sample' | 'dryRun'>;
  readonly #notices: string[] = [];
  readonly #untold: string[] = [];
  total = 0;
  /** Milliseconds that were added to every expiry. */
  clockDifference = 0;
  phase: Phase = 'connecting';
  /** What came of each part. */
  readonly breakdown: Breakdown;
  /** There when the pace is automatic. */
  auto: AutoPace | null = null;
  /** There when the pace can be changed while it goes. */
  throttle: Throttle | null = null;
  #pace: number | null = null;
  waiting: Waiting | null = null;
  source: EndpointSummary | null = null;
  target: EndpointSummary | null = null;
  /** The run's id, where it can be resumed. */
  run: string | null = null;
  /** True once the source was found to lack keys that it held. */
  sourceLost = false;

  /**
   * @param plan what of it the result repeats
   * @param seconds that the run took before it was interrupted
   */
  constructor(clock: Clock, { sample, dryRun }: Pick<CopyPlan, 'sample' | 'dryRun'> = {}, seconds = 0) {
    super();
    this.#clock = clock;
    this.#kind = {
      ...(sample === undefined ? {} : { sample }),
      ...(dryRun === true ? { dryRun } : {}),
    };
    this.#startedAt = clock.now() - seconds * 1000;
    this.#rate = new Rate(() => clock.now());
    this.breakdown = new Breakdown(() => clock.now());
  }

  /** That of a run which begins, or which goes on and counts on. */
  static of(plan: CopyPlan, clock: Clock, resumed?: Checkpoint, run: string | null = null): Tally {
    const tally = new Tally(clock, plan, resumed?.seconds);
    if (resumed === undefined) return tally;
    tally.run = run;
    tally.sourceLost = resumed.sourceLost === true;
    tally.#notices.push(...resumed.notices);
    for (const { counts, part } of countsOf(resumed)) tally.add(counts, part);
    // What was copied before is none of this process's speed.
    tally.#rate.begin(tally.keys.scanned);
    return tally;
  }

  override add(counts: CountsDocument, part: PartOfRun | null = null): void {
    super.add(counts);
    this.breakdown.add(part, counts);
  }

  override remove(counts: CountsDocument, part: PartOfRun | null = null): void {
    super.remove(counts);
    this.breakdown.remove(part, counts);
  }

  /** Since the run began, without the time that it was interrupted. */
  get seconds(): number {
    return (this.#clock.now() - this.#startedAt) / 1000;
  }

  /** What a person should know of how the run went, in whole sentences. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  notice(text: string): void {
    this.#notices.push(text);
    this.#untold.push(text);
  }

  /** Takes back what was counted before the run was interrupted: all keys come again. */
  forget(before: Pick<Checkpoint, 'libraries' | 'scans'>): void {
    for (const { counts, part } of countsOf(before)) this.remove(counts, part);
    this.#rate.begin(this.keys.scanned);
  }

  /** Takes everything back: all keys come again. */
  beginAnew(): void {
    this.remove(this.document());
    this.breakdown.clear();
    this.#rate.begin(0);
  }

  /** Notices since this was last asked. */
  untold(): string[] {
    return this.#untold.splice(0);
  }

  progress(): Progress {
    const pace = this.throttle?.keysPerSecond ?? null;
    // The speed of before says nothing of how long the rest takes.
    if (pace !== this.#pace) this.#rate.begin(this.keys.scanned);
    this.#pace = pace;
    return {
      phase: this.phase,
      keys: this.keys,
      total: this.total,
      bytes: this.bytes,
      ...this.#rate.measure(this.keys.scanned, this.total),
      ...(this.auto === null || this.auto.limit === Infinity ? {} : { heldTo: this.auto.limit }),
      ...(this.waiting === null ? {} : { waiting: this.waiting }),
      ...(this.phase === 'connecting' ? {} : { detail: this.breakdown.detail() }),
    };
  }

  /** The result document; `complete` tells whether every key was reached. */
  result(end: 'complete' | 'cancelled' | Failure): CopyResult {
    const { losses, quarantine } = this.document();
    const whole = quarantine.length === 0 && losses.length === 0 && !this.sourceLost;
    const status =
      end === 'complete' ? (whole ? 'done' : 'incomplete') : end === 'cancelled' ? 'cancelled' : 'failed';
    return {
      status,
      seconds: this.seconds,
      keys: this.keys,
      bytes: this.bytes,
      functions: this.functions,
      losses,
      quarantine,
      ...this.#kind,
      ...(this.auto === null ? {} : { heldBack: this.auto.report() }),
      ...(this.clockDifference === 0 ? {} : { clockDifference: this.clockDifference }),
      ...(this.sourceLost ? { sourceLost: true } : {}),
      source: this.source,
      target: this.target,
      ...(this.run === null ? {} : { run: this.run }),
      ...(this.#notices.length === 0 ? {} : { notices: this.#notices }),
      ...(typeof end === 'string' ? {} : { failure: { code: end.code, message: end.message } }),
    };
  }
}

/** What a checkpoint counts, and of which part. */
interface Counted {
  readonly counts: CountsDocument;
  readonly part: PartOfRun | null;
}

function countsOf({ libraries, scans }: Pick<Checkpoint, 'libraries' | 'scans'>): Counted[] {
  return [
    ...(libraries === null ? [] : [{ counts: libraries, part: null }]),
    ...scans.map(({ position, counts }) => ({ counts, part: position })),
  ];
}
