import type { CheckReport } from '../model/checkReport';
import type { Address } from '../model/endpoint';
import type { SampleBudget } from '../model/keySample';
import type { KeySink, KeySource } from '../ports';
import { hideNames } from '../sample/hideNames';
import { judge } from './judge';
import { lookAtSource, lookAtTarget } from './lookAtServer';

/** What a look at the source's keys may cost: a moment, for most. */
export const BUDGET: SampleBudget = { keys: 20_000, seconds: 10, bytes: 8_000_000 };

/** Where the two ends are; the target is null when only the source is looked at. */
export interface EndAddresses {
  readonly source: Address;
  readonly target: Address | null;
}

/**
 * Looks at two servers, or at one, and says what a move will meet, by which routes. Writes nothing.
 * @param budget what a look at the source's keys may cost
 * @param names whether names of keys may stand in the report
 * @throws Failure when an endpoint cannot be reached or asked.
 */
export async function check(
  source: KeySource,
  target: KeySink | null,
  addresses: EndAddresses,
  signal: AbortSignal,
  budget: SampleBudget = BUDGET,
  names: 'shown' | 'hidden' = 'shown',
): Promise<CheckReport> {
  const [from, to] = await Promise.all([
    lookAtSource(source, addresses.source, budget, signal),
    target === null || addresses.target === null ? null : lookAtTarget(target, addresses.target, signal),
  ]);
  const { sample } = from;
  return judge(names === 'hidden' && sample !== null ? { ...from, sample: hideNames(sample) } : from, to);
}

/** As `check`: for those who load it when it is asked for first. */
export type Check = typeof check;
