import { versionAtLeast } from '../model/profile';
import type { Profile } from '../model/profile';
import type { Clock, RestoreRequest } from '../ports';

/**
 * How expiries are written to a target, so that each key lives on for as long as it would have at the source.
 * @param difference milliseconds by which the target's clock is ahead
 */
export function expiriesFor(
  target: Pick<Profile, 'product' | 'version' | 'clockOffset'>,
  difference: number,
  clock: Clock,
): Pick<RestoreRequest, 'clockDifference' | 'targetNow'> {
  const takesMoments = target.product === 'valkey' || versionAtLeast(target.version, '5.0');
  return {
    ...(difference === 0 ? {} : { clockDifference: difference }),
    ...(takesMoments ? {} : { targetNow: () => clock.now() + target.clockOffset }),
  };
}
