import type { CarryOut, KeepOrder, Pacing, Pausing } from '../../core/copy/carryOut';
import type { CopyPlan } from '../../core/copy/plan';
import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { Progress } from '../../core/model/progress';
import type { EndsLatency } from '../../core/model/runDetail';
import type { CopyResult, KeyCounts } from '../../core/model/run';
import { t } from '../../core/model/t';
import type { ProvenCopyResult } from '../../core/model/verification';
import type { Clock } from '../../core/ports';
import type { Beside } from './copyChoice';
import type { DialEndpoint } from './dialEndpoint';

/** What to copy. */
export interface CopyJob extends Beside {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly plan: CopyPlan;
  /** See Dial. */
  readonly lanes: number;
  /** Present when it goes on after an interruption. */
  readonly resumes?: InterruptedCopy;
}

/** What of a copy that was interrupted is not in its job. */
export interface InterruptedCopy {
  readonly id: string;
  readonly startedAt: number;
  /** How far it has come. */
  readonly keys: KeyCounts;
  readonly total: number;
}

/** What carrying a copy out asks of the world. */
export interface CopyWorld {
  readonly dial: DialEndpoint;
  readonly clock: Clock;
  readonly carryOut: CarryOut;
}

/** How whoever began a copy holds it, and hears of it. */
export interface CopyHold {
  readonly signal: AbortSignal;
  readonly pausing: Pausing;
  readonly pacing?: Pacing;
  readonly report: (progress: Progress) => void;
  readonly gauge?: (latency: EndsLatency) => void;
}

/** How a copy ended. `failedAt` is the end that could not be reached, where that is what failed. */
export interface CopyOutcome {
  readonly result: ProvenCopyResult;
  readonly failedAt?: Endpoint;
}

const NOTHING: KeyCounts = { scanned: 0, copied: 0, skipped: 0, expired: 0, quarantined: 0 };

/** Has a copy carried out, and puts its events together. Never throws: a failure is a result. */
export async function runCopy(
  job: CopyJob & { readonly keep: KeepOrder },
  { dial, clock, carryOut }: CopyWorld,
  { signal, pausing, pacing, report, gauge }: CopyHold,
  onNotice: (text: string) => void,
): Promise<CopyOutcome> {
  const startedAt = clock.now();
  let last: Progress | undefined;
  let failedAt: Endpoint | undefined;
  /** The result of a copy that did not live to give its own. */
  const ended = (end: 'cancelled' | Failure): CopyResult => ({
    status: end === 'cancelled' ? 'cancelled' : 'failed',
    seconds: (clock.now() - startedAt) / 1000,
    keys: last?.keys ?? job.resumes?.keys ?? NOTHING,
    bytes: last?.bytes ?? 0,
    functions: 0,
    losses: [],
    quarantine: [],
    source: null,
    target: null,
    ...(end === 'cancelled' ? {} : { failure: { code: end.code, message: end.message } }),
  });
  const outcome = (result: ProvenCopyResult): CopyOutcome => ({
    result,
    ...(failedAt === undefined ? {} : { failedAt }),
  });
  const { plan, lanes, readFrom, verify, keep } = job;
  try {
    failedAt = job.source;
    const from = await dial(job.source);
    const source = { ...from, lanes, ...(readFrom === undefined ? {} : { readFrom }) };
    failedAt = job.target;
    const target = { ...(await dial(job.target)), lanes };
    failedAt = undefined;
    const order = { plan, source, target, keep, ...(verify === undefined ? {} : { verify }) };
    for await (const event of carryOut(order, signal, pausing, pacing)) {
      if (event.kind === 'latency') gauge?.(event.latency);
      if (event.kind === 'finished') return outcome(event.result);
      if (event.kind === 'progress') {
        report(event.progress);
        // What is compared is not what was copied.
        if (event.progress.phase !== 'verifying') last = event.progress;
      }
      if (event.kind === 'notice') onNotice(event.text);
      if (event.kind === 'unreachable') failedAt = job[event.end];
    }
    return outcome(ended('cancelled'));
  } catch (error) {
    return outcome(ended(toFailure(error, t('Could not copy'))));
  }
}
