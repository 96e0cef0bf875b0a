import type { CopyEvent } from '../copy/plan';
import type { UntilProven } from '../copy/untilProven';
import type { RunStatus } from '../model/run';
import type { ProvenCopyResult } from '../model/verification';
import type { VerifyEvent } from './plan';

/** From better to worse. */
const STATUSES: readonly RunStatus[] = ['done', 'incomplete', 'cancelled', 'failed'];

/**
 * A copy, and its verification once it came to its end: the result then has `verify`, and is no better than that. A copy
 * that was cancelled or failed is not verified.
 * @param kept told once the verification came to its end: until then the run can be resumed
 */
export async function* provenCopy(
  copied: AsyncIterable<CopyEvent>,
  verification: () => AsyncIterable<VerifyEvent>,
  kept?: UntilProven,
): AsyncGenerator<CopyEvent> {
  let result: ProvenCopyResult | undefined;
  for await (const event of copied) {
    if (event.kind === 'finished') result = event.result;
    else yield event;
  }
  if (result === undefined) return;
  if (result.status === 'done' || result.status === 'incomplete') {
    for await (const event of verification()) {
      if (event.kind === 'progress') yield event;
      else {
        const { result: verify } = event;
        const { failure } = verify;
        // What could not be kept leaves a run that can be resumed, which does no harm.
        if (verify.status === 'done' || verify.status === 'incomplete')
          await kept?.proven().catch(() => undefined);
        const status = worse(result.status, verify.status);
        result = { ...result, status, verify, ...(failure === undefined ? {} : { failure }) };
      }
    }
  }
  yield { kind: 'finished', result };
}

function worse(one: RunStatus, other: RunStatus): RunStatus {
  return STATUSES.indexOf(other) > STATUSES.indexOf(one) ? other : one;
}
