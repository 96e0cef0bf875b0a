import type { PairEnd } from '../../bridge/endpointPair';
import type { Problem } from '../../bridge/messages';
import type { Failure } from '../../core/model/failure';
import type { Log } from '../../core/ports';
import { isOutOfReach } from '../desk/failureButtons';

/** A failure as the page tells it; it is logged as well. */
export function problemOf(log: Log, failure: Failure, end: PairEnd | null): Problem {
  log.warn(`${failure.message} (${failure.code})`);
  const { what, why, next, code } = failure;
  return { what, why, next, end, ...(isOutOfReach(code) ? { outOfReach: true } : {}) };
}
