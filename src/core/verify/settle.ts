import { toBase64 } from '../model/base64';
import type { Keys } from '../keyBatch';
import type { DifferentKey, Findings, KeyTrace } from './finding';
import { keysOf } from './keysOf';
import type { Pauses } from './pauses';
import type { VerifyTally } from './verifyTally';
import { stored } from '../model/stored';

/** Milliseconds before each further look at keys that differ, at least. */
const PAUSES = [50, 150, 200];
/** What is looked at again at once: keys, and bytes as they were before. */
const MOST_KEYS = 1000;
const MOST_BYTES = 4 << 20;

/** Reads keys on both sides and compares them. @throws Failure */
export type Look = (keys: Keys) => Promise<Findings>;

/** A key that differed when it was last looked at. */
interface Doubt {
  readonly key: Uint8Array;
  readonly finding: DifferentKey;
  readonly changed: { readonly source: boolean; readonly target: boolean };
}

/** What settling works with. */
export interface Settling {
  readonly look: Look;
  readonly pauses: Pick<Pauses, 'wait'>;
  readonly tally: VerifyTally;
  /** The database of the source, for the report. */
  readonly database: number;
  /** Copies keys again, and tells of those that could not be, by their names in base64, why. */
  readonly repair?: (keys: Keys) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Counts what a look at some keys found. Those that differ are looked at again, up to three times within half a second:
 * they may have been changed between reading one side and the other. What differs then is repaired, if that is wanted,
 * and looked at once more in the same way. When the signal aborts, they are left uncounted.
 * @throws Failure
 */
export async function settle(
  settling: Settling,
  keys: Keys,
  findings: Findings,
  signal: AbortSignal,
): Promise<void> {
  const { tally, database, repair } = settling;
  let doubts: Doubt[] = [];
  tally.equal(keys.count - findings.size);
  for (const [index, finding] of findings) {
    if (finding.kind !== 'differs') tally.settled(finding);
    // A copy: the name is a view into a whole page of names.
    else doubts.push({ key: keys.key(index).slice(), finding, changed: { source: false, target: false } });
  }
  const certain = doubts.filter(({ finding }) => finding.certain === true);
  const others = doubts.filter(({ finding }) => finding.certain !== true);
  doubts = [...certain, ...(await lookAgain(settling, others, PAUSES, false, signal))];
  const reasons = new Map<string, string>();
  if (repair !== undefined && !signal.aborted) {
    for (const some of portions(doubts)) {
      const refused = await repair(keysOf(some.map(({ key }) => key)));
      for (const [key, reason] of refused) reasons.set(key, reason);
    }
    doubts = await lookAgain(settling, doubts, [0, ...PAUSES], true, signal);
  }
  if (signal.aborted) return;
  for (const { key, finding, changed } of doubts) {
    const reason = reasons.get(toBase64(key));
    const detail =
      reason === undefined
        ? finding.detail
        : `${finding.detail}; ${stored('it was not repaired: {0}', reason)}`;
    tally.different(key, database, { ...finding, detail }, changed);
  }
}

/** @returns the keys that still differ after the last look, or when the signal aborts. */
async function lookAgain(
  { look, pauses, tally }: Settling,
  doubts: Doubt[],
  waits: readonly number[],
  repaired: boolean,
  signal: AbortSignal,
): Promise<Doubt[]> {
  const certain: Doubt[] = [];
  for (const wait of waits) {
    if (doubts.length === 0) break;
    if (wait > 0) await pauses.wait(wait);
    if (signal.aborted) break;
    const left: Doubt[] = [];
    for (const some of portions(doubts)) {
      const found = await look(keysOf(some.map(({ key }) => key)));
      const equal = some.length - found.size;
      tally.equal(equal);
      if (repaired) tally.repaired(equal);
      for (const [index, finding] of found) {
        const doubt = some[index];
        if (doubt !== undefined && finding.kind === 'differs') {
          (finding.certain === true ? certain : left).push(again(doubt, finding));
        }
        if (finding.kind === 'differs') continue;
        tally.settled(finding);
        if (repaired && finding.kind === 'lossy') tally.repaired(1);
      }
    }
    doubts = left;
  }
  return [...certain, ...doubts];
}

function again({ key, finding: before, changed }: Doubt, finding: DifferentKey): Doubt {
  const moved = (end: keyof KeyTrace): boolean => changed[end] || before.trace[end] !== finding.trace[end];
  return { key, finding, changed: { source: moved('source'), target: moved('target') } };
}

/** In parts, so that large values do not all come at once. */
function* portions(doubts: readonly Doubt[]): Generator<readonly Doubt[]> {
  let portion: Doubt[] = [];
  let bytes = 0;
  for (const doubt of doubts) {
    if (portion.length > 0 && (portion.length >= MOST_KEYS || bytes + doubt.finding.bytes > MOST_BYTES)) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(doubt);
    bytes += doubt.finding.bytes;
  }
  if (portion.length > 0) yield portion;
}
