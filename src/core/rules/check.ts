import type { CheckReport } from '../model/checkReport';
import { SELF_MANAGED } from '../model/deployment';
import type { Deployment } from '../model/deployment';
import type { Address } from '../model/endpoint';
import type { SampleBudget } from '../model/keySample';
import type { PlannedCache } from '../model/plannedCache';
import type { DatabaseMapping } from '../plan/pairDatabases';
import type { ToldPlace } from '../plan/readPlace';
import type { KeySink, KeySource } from '../ports';
import { hideNames } from '../sample/hideNames';
import type { FoundEnd, FoundSource } from './found';
import { judge } from './judge';
import { judgeByEngines } from './judgeByEngines';
import { lookAtFile } from './lookAtFile';
import { lookAtLoading, lookAtSource, lookAtTarget } from './lookAtServer';
import type { Rehearse } from './lookAtServer';
import { BY_COPY } from './routesBy';
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
  /** Where the ends run, as the user says: what their addresses do not tell, as behind a tunnel, or nobody else knows. */
  readonly sourceIs?: ToldPlace;
  readonly targetIs?: ToldPlace;
  /** Where the ends run, as their cloud tells. */
  readonly sourceAt?: Deployment;
  readonly targetAt?: Deployment;
  /** What a look at the source's keys may cost. */
  readonly budget?: SampleBudget;
  /** Measures how quickly the source's keys are read. */
  readonly rehearse?: Rehearse;
  /** Which databases the copy is to take where; absent for every one, or what the addresses name, which count before it. */
  readonly databases?: readonly DatabaseMapping[] | undefined;
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
  choice: CheckChoice = {},
): Promise<CheckReport> {
  const { planned, budget = BUDGET, names = 'shown', rehearse } = choice;
  const [from, to] = await Promise.all([
    lookAtSource(source, addresses.source, budget, signal, rehearse),
    target === null || addresses.target === null ? null : lookAtTarget(target, addresses.target, signal),
  ]);
  const taking = to === null || target === null ? to : await lookAtLoading(to, target, from, signal);
  const end = planned === undefined ? taking : plannedEnd(planned);
  return judge(
    placedAs(shownAs(from, names), choice.sourceIs, choice.sourceAt),
    end === null ? null : placedAs(end, choice.targetIs, choice.targetAt),
    choice.databases,
  );
}

/**
 * The same of an RDB file that was looked at. Without a target it is told what each engine version of ElastiCache makes of it.
 * @throws Failure when the target cannot be reached or asked.
 */
export async function checkFile(
  source: FoundSource,
  target: { readonly server: KeySink; readonly address: Address } | null,
  signal: AbortSignal,
  { planned, targetIs, targetAt, databases, names = 'shown' }: CheckChoice = {},
): Promise<CheckReport> {
  const to = target === null ? null : await lookAtTarget(target.server, target.address, signal, BY_COPY);
  const taking =
    to === null || target === null ? to : await lookAtLoading(to, target.server, source, signal, BY_COPY);
  const end = planned === undefined ? taking : plannedEnd(planned);
  const from = shownAs(source, names);
  return end === null ? judgeByEngines(from) : judge(from, placedAs(end, targetIs, targetAt), databases);
}

/** As `checkFile`, of a file that is still to be read. @throws Failure also as `lookAtFile` does; the signal's reason */
export async function checkParts(
  file: { readonly path: string; readonly parts: AsyncIterable<Uint8Array>; readonly now: number },
  target: { readonly server: KeySink; readonly address: Address } | null,
  signal: AbortSignal,
  choice: CheckChoice,
): Promise<CheckReport> {
  const source = await lookAtFile(file.path, file.parts, file.now, signal);
  return await checkFile(source, target, signal, choice);
}

function shownAs(source: FoundSource, names: 'shown' | 'hidden'): FoundSource {
  const { sample } = source;
  return names === 'hidden' && sample !== null ? { ...source, sample: hideNames(sample) } : source;
}

/** As `check`: for those who load it when it is asked for first. */
export type Check = typeof check;

/** What the user says of an end counts before what its cloud tells, and that before what its address tells. */
function placedAs<End extends FoundEnd>(end: End, told?: ToldPlace, cloud?: Deployment): End {
  const place = cloud ?? end.place;
  if (told === undefined) return { ...end, place };
  // What is known of another kind of place does not hold for this one.
  return { ...end, place: { ...(told.kind === place.kind ? place : SELF_MANAGED), ...told } };
}
