import type { CheckReport } from '../model/checkReport';
import { SELF_MANAGED } from '../model/deployment';
import type { DeploymentKind } from '../model/deployment';
import type { Address } from '../model/endpoint';
import type { SampleBudget } from '../model/keySample';
import type { PlannedCache } from '../model/plannedCache';
import type { KeySink, KeySource } from '../ports';
import { hideNames } from '../sample/hideNames';
import type { FoundEnd } from './found';
import { judge } from './judge';
import { lookAtSource, lookAtTarget } from './lookAtServer';
import type { Rehearse } from './lookAtServer';
import { plannedEnd } from './plannedEnd';

/** What a look at the source's keys may cost: a moment, for most. */
export const BUDGET: SampleBudget = { keys: 20_000, seconds: 10, bytes: 8_000_000 };

/** Where the two ends are; the target is null when only the source is looked at. */
export interface EndAddresses {
  readonly source: Address;
  readonly target: Address | null;
}

/** What else is known of a check. */
export interface CheckChoice {
  /** The target is this cache, which is yet to be created. */
  readonly planned?: PlannedCache;
  /** Who runs the ends, where their addresses do not tell, as behind a tunnel. */
  readonly sourceIs?: DeploymentKind;
  readonly targetIs?: DeploymentKind;
  /** What a look at the source's keys may cost. */
  readonly budget?: SampleBudget;
  /** Measures how quickly the source's keys are read. */
  readonly rehearse?: Rehearse;
  /** Whether names of keys may stand in the report; shown by default. */
  readonly names?: 'shown' | 'hidden';
}

/**
 * Looks at two servers, or at one, and says what a move will meet, by which routes. Writes nothing.
 * @throws Failure when an endpoint cannot be reached or asked.
 */
export async function check(
  source: KeySource,
  target: KeySink | null,
  addresses: EndAddresses,
  signal: AbortSignal,
  { planned, sourceIs, targetIs, budget = BUDGET, names = 'shown', rehearse }: CheckChoice = {},
): Promise<CheckReport> {
  const [from, to] = await Promise.all([
    lookAtSource(source, addresses.source, budget, signal, rehearse),
    target === null || addresses.target === null ? null : lookAtTarget(target, addresses.target, signal),
  ]);
  const { sample } = from;
  const shown = names === 'hidden' && sample !== null ? { ...from, sample: hideNames(sample) } : from;
  const end = planned === undefined ? to : plannedEnd(planned);
  return judge(placedAs(shown, sourceIs), end === null ? null : placedAs(end, targetIs));
}

/** As `check`: for those who load it when it is asked for first. */
export type Check = typeof check;

function placedAs<End extends FoundEnd>(end: End, kind: DeploymentKind | undefined): End {
  return kind === undefined ? end : { ...end, place: { ...SELF_MANAGED, kind } };
}
