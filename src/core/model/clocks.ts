import type { Profile } from './profile';

/** Clocks that are no further apart, in milliseconds, count as one: such differences come and go. */
export const ONE_CLOCK_MS = 10;

type Clock = Pick<Profile, 'clockOffset' | 'clockError'>;

/**
 * Whole milliseconds by which the target's clock is ahead of the source's; 0 when they cannot be told apart: a difference
 * that the measurements may have made up is none.
 */
export function clockDifference(source: Clock, target: Clock): number {
  if (source.clockError === null || target.clockError === null) return 0;
  const difference = Math.round(target.clockOffset - source.clockOffset);
  const doubt = Math.max(ONE_CLOCK_MS, source.clockError + target.clockError);
  return Math.abs(difference) > doubt ? difference : 0;
}

/**
 * True if an expiry of the target is that of the source: at the same moment by the two clocks, or after the same time
 * left. The second was measured when the key was copied, and is measured again now, each with its doubt.
 * @param tolerance milliseconds by which the expiries may differ even where the clocks are one
 */
export function sameExpiry(
  source: Clock,
  target: Clock,
  tolerance: number,
): (sourceAt: number, targetAt: number) => boolean {
  // Not clockDifference: what it takes for made up now, it may have taken for true when the key was copied.
  const difference = Math.round(target.clockOffset - source.clockOffset);
  const told =
    source.clockError !== null && target.clockError !== null && Math.abs(difference) > ONE_CLOCK_MS;
  const doubt = tolerance + 2 * ((source.clockError ?? 0) + (target.clockError ?? 0)) + ONE_CLOCK_MS;
  return (sourceAt, targetAt) => {
    if (sourceAt === 0 || targetAt === 0) return sourceAt === targetAt;
    const apart = targetAt - sourceAt;
    return Math.abs(apart) <= tolerance || (told && Math.abs(apart - difference) <= doubt);
  };
}
