import type { CopyEvent } from '../copy/plan';
import type { RunStatus } from '../model/run';
import type { ProvenCopyResult } from '../model/verification';
import type { VerifyEvent } from './plan';

/** From better to worse. */
const STATUSES: readonly RunStatus[] = ['done', 'incomplete', 'cancelled', 'failed'];

/**
 * A copy, and its verification once it came to its end: the result then has `verify`, and is no better than that. A copy
 * that was cancelled or failed is not verified.
 */
export async function* provenCopy(
  copied: AsyncIterable<CopyEvent>,
  verification: () => AsyncIterable<VerifyEvent>,
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
