import type { Run } from './race';

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The runs of one contender over one dataset, in the order of the rounds. */
export interface Series {
  readonly contender: string;
  readonly keys: number;
  readonly bytes: number;
  readonly runs: readonly Run[];
}

/** True if every run brought everything over. */
export function isWhole({ runs }: Series): boolean {
  return runs.length > 0 && runs.every(({ whole, complaint }) => whole && complaint === undefined);
}

/** Seconds a key of each run. */
function pace({ runs, keys }: Series): number[] {
  return runs.map(({ seconds }) => seconds / keys);
}

/** How many times as fast one is as the other: the median over the rounds, since both ran side by side in each. */
export function timesAsFast(one: Series, other: Series): number {
  if (!isWhole(one) || !isWhole(other)) return NaN;
  const own = pace(one);
  // Who takes part in fewer rounds took part in the first.
  const both = pace(other).slice(0, own.length);
  return median(both.map((seconds, round) => seconds / (own[round] ?? NaN)));
}

/** Keys a second: the median. */
export function keysPerSecond(series: Series): number {
  return isWhole(series) ? 1 / median(pace(series)) : NaN;
}

/** Microseconds of the tool's CPU a key. */
export function toolMicroseconds({ runs, keys }: Series): number {
  return (median(runs.map(({ use }) => use?.cpuSeconds ?? NaN)) * 1e6) / keys;
}
