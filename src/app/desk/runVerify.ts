import type { End } from '../../core/connectEnds';
import type { Endpoint } from '../../core/model/endpoint';
import { Failure, toFailure } from '../../core/model/failure';
import type { Progress } from '../../core/model/progress';
import { t } from '../../core/model/t';
import type { VerifyResult } from '../../core/model/verification';
import type { CarryVerify } from '../../core/verify/carryVerify';
import type { VerifyPlan } from '../../core/verify/plan';
import type { DialEndpoint } from './dialEndpoint';

/** What to compare. */
export interface VerifyJob {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly plan: VerifyPlan;
  /** See Dial. */
  readonly lanes: number;
}

/** How whoever began it holds it. */
export interface VerifyHold {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** How a verification ended. `failedAt` is the end that could not be reached, where that is what failed. */
export type VerifyOutcome =
  | { readonly kind: 'ended'; readonly result: VerifyResult }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly failedAt?: End };

/** What carrying a verification out asks of the world. */
export interface VerifyWorld {
  readonly dial: DialEndpoint;
  readonly carryVerify: CarryVerify;
}

/** Has a verification carried out. Never throws: a failure is an outcome. */
export async function runVerify(
  { source, target, plan, lanes }: VerifyJob,
  { dial, carryVerify }: VerifyWorld,
  { signal, onProgress }: VerifyHold,
  onNotice: (text: string) => void,
): Promise<VerifyOutcome> {
  let failedAt: End | undefined;
  const failed = (failure: Failure): VerifyOutcome => ({
    kind: 'failed',
    failure,
    ...(failedAt === undefined ? {} : { failedAt }),
  });
  try {
    failedAt = 'source';
    const from = { ...(await dial(source)), lanes };
    failedAt = 'target';
    const to = { ...(await dial(target)), lanes };
    failedAt = undefined;
    for await (const event of carryVerify({ plan, source: from, target: to }, signal)) {
      if (event.kind === 'progress') onProgress(event.progress);
      if (event.kind === 'notice') onNotice(event.text);
      if (event.kind === 'unreachable') failedAt = event.end;
      if (event.kind === 'finished') return { kind: 'ended', result: event.result };
    }
    return failed(STOPPED);
  } catch (error) {
    return failed(toFailure(error, t('Could not verify')));
  }
}

const STOPPED = new Failure('internal', {
  what: t('Could not verify'),
  why: t('it was stopped before it told anything'),
  next: t('Verify again.'),
});
