import type { SampleBudget } from '../model/keySample';
import type { SampleEnd } from './sampleTally';

/**
 * Divides what a look at keys may cost among places by the keys that they hold. Where all keys may be looked at, each place
 * may look at all of its own, also when it has some more by then.
 * @param turns whether the places are looked at one after the other, and so share the time
 */
export function shareOut(budget: SampleBudget, held: readonly number[], turns: boolean): SampleBudget[] {
  const total = held.reduce((sum, keys) => sum + keys, 0);
  return held.map((keys) => {
    const share = total === 0 ? 1 : keys / total;
    return {
      keys: total <= budget.keys ? Infinity : Math.ceil(budget.keys * share),
      seconds: turns ? budget.seconds * share : budget.seconds,
      bytes: Math.ceil(budget.bytes * share),
    };
  });
}

const WEIGHT: Readonly<Record<SampleEnd, number>> = {
  end: 0,
  keys: 1,
  bytes: 2,
  seconds: 3,
  latency: 4,
};

/** How a look at several places ended, by how each did: what most needs telling; `end` only when all came to their last key. */
export function endOf(ends: readonly SampleEnd[]): SampleEnd {
  return ends.reduce((worst, end) => (WEIGHT[end] > WEIGHT[worst] ? end : worst), 'end');
}
