import { keysPerSecond, timesAsFast, toolMicroseconds } from './figures';
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
  const perSecond = strings === undefined ? undefined : keysPerSecond(strings) / 1000;
  const restamped = ratio('restamp', 1, 0);
  const cost = restamped === undefined ? undefined : (restamped - 1) * 100;
  return [
    atLeast('Strings: at least 1.4 × MIGRATE', 1.4, ratio('strings', 0, 1)),
    atLeast('Strings: at least 3 × the ioredis pipeline', 3, ratio('strings', 0, 2)),
    atLeast('Mixed: at least 1.2 × MIGRATE', 1.2, ratio('mixed', 0, 1)),
    atLeast('40 ms away: at least 10 × the ioredis pipeline', 10, ratio('delay', 0, 1)),
    must('Re-stamping costs at most 15 %', cost, '%', (percent) => percent <= 15),
    aim('Aim: strings, 0.6 × REPLICAOF', 0.6, ratio('strings', 0, 3), '×'),
    aim('Aim: strings, 300,000 keys a second', 300, perSecond, 'thousand'),
    aim('Aim: strings, 1 µs of the tool’s CPU a key', 1, perKey, 'µs', 'at most'),
    aim('Aim: strings, sizes asked, 1.4 × MIGRATE', 1.4, ratio('strings', 4, 1), '×'),
    aim('Aim: mixed, sizes asked, 1.2 × MIGRATE', 1.2, ratio('mixed', 4, 1), '×'),
  ];
}

function atLeast(promise: string, least: number, times: number | undefined): Verdict {
  return must(promise, times, '×', (found) => found >= least);
}

function must(
  promise: string,
  found: number | undefined,
  unit: string,
  holds: (found: number) => boolean,
): Verdict {
  if (found === undefined) return { must: promise, figure: '–', verdict: 'not run' };
  return { must: promise, figure: figureOf(found, unit), verdict: holds(found) ? 'pass' : 'fail' };
}

/** Where it is missed, the figure tells by how much. */
function aim(
  promise: string,
  goal: number,
  found: number | undefined,
  unit: string,
  kind: 'at least' | 'at most' = 'at least',
): Verdict {
  if (found === undefined) return { must: promise, figure: '–', verdict: 'not run' };
  const figure = figureOf(found, unit);
  if (kind === 'at least' ? found >= goal : found <= goal)
    return { must: promise, figure, verdict: 'aim met' };
  const distance = Math.abs(found / goal - 1) * 100;
  const far = Number.isNaN(found)
    ? ''
    : `, ${distance.toFixed(0)} % ${kind === 'at least' ? 'short' : 'over'}`;
  return { must: promise, figure: `${figure}${far}`, verdict: 'aim missed' };
}

function figureOf(found: number, unit: string): string {
  if (Number.isNaN(found)) return 'not whole';
  return `${found.toFixed(unit === '%' || unit === 'thousand' ? 0 : 2)} ${unit}`;
}
