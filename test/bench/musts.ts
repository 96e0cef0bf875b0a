import { timesAsFast, toolMicroseconds } from './figures';
import type { Series } from './figures';
import type { HeatName } from './heats';

/** The series of every heat that ran, each in the order of its entrants. */
export type Results = ReadonlyMap<HeatName, readonly Series[]>;

/** One promise about speed and what was measured. */
export interface Verdict {
  readonly must: string;
  readonly figure: string;
  /** `aim` and missed: that is told, and no failure. */
  readonly verdict: 'pass' | 'fail' | 'aim met' | 'aim missed' | 'not run';
}

/** Holds the results against what was promised. */
export function judge(results: Results): Verdict[] {
  const ratio = (heat: HeatName, one: number, other: number): number | undefined => {
    const series = results.get(heat);
    const [first, second] = [series?.[one], series?.[other]];
    return first === undefined || second === undefined ? undefined : timesAsFast(first, second);
  };
  const strings = results.get('strings')?.[0];
  const perKey = strings === undefined ? undefined : toolMicroseconds(strings);
  const restamped = ratio('restamp', 1, 0);
  const cost = restamped === undefined ? undefined : (restamped - 1) * 100;
  return [
    atLeast('Strings: at least 1.4 × MIGRATE', 1.4, ratio('strings', 0, 1)),
    atLeast('Strings: at least 3 × the ioredis pipeline', 3, ratio('strings', 0, 2)),
    atLeast('Mixed: at least 1.2 × MIGRATE', 1.2, ratio('mixed', 0, 1)),
    atLeast('40 ms away: at least 10 × the ioredis pipeline', 10, ratio('delay', 0, 1)),
    verdict('Re-stamping costs at most 15 %', cost, '%', (percent) => percent <= 15, 'must'),
    verdict('Aim: strings, 0.6 × REPLICAOF', ratio('strings', 0, 3), '×', (times) => times >= 0.6, 'aim'),
    verdict('Aim: strings, 1 µs of the tool’s CPU a key', perKey, 'µs', (micro) => micro <= 1, 'aim'),
  ];
}

function atLeast(must: string, least: number, times: number | undefined): Verdict {
  return verdict(must, times, '×', (found) => found >= least, 'must');
}

function verdict(
  must: string,
  found: number | undefined,
  unit: string,
  holds: (found: number) => boolean,
  kind: 'must' | 'aim',
): Verdict {
  if (found === undefined) return { must, figure: '–', verdict: 'not run' };
  const figure = Number.isNaN(found) ? 'not whole' : `${found.toFixed(unit === '%' ? 0 : 2)} ${unit}`;
  if (kind === 'aim') return { must, figure, verdict: holds(found) ? 'aim met' : 'aim missed' };
  return { must, figure, verdict: holds(found) ? 'pass' : 'fail' };
}
