import type { Keys } from '../ports';
import type { DifferentKey, Findings, KeyTrace } from './finding';
import type { Pauses } from './pauses';
import type { VerifyTally } from './verifyTally';

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
}

/**
 * Counts what a look at some keys found. Those that differ are looked at again, up to three times within half a second:
 * they may have been changed between reading one side and the other. When the signal aborts, they are left uncounted.
 * @throws Failure
 */
export async function settle(
  settling: Settling,
  keys: Keys,
  findings: Findings,
  signal: AbortSignal,
): Promise<void> {
  const { look, pauses, tally, database } = settling;
  let doubts: Doubt[] = [];
  tally.equal(keys.count - findings.size);
  for (const [index, finding] of findings) {
    if (finding.kind !== 'differs') tally.settled(finding);
    // A copy: the name is a view into a whole page of names.
    else doubts.push({ key: keys.key(index).slice(), finding, changed: { source: false, target: false } });
  }
  for (const pause of PAUSES) {
    if (doubts.length === 0) return;
    await pauses.wait(pause);
    if (signal.aborted) return;
    const left: Doubt[] = [];
    for (const some of portions(doubts)) {
      const found = await look({ count: some.length, key: (index) => some[index]?.key ?? new Uint8Array() });
      tally.equal(some.length - found.size);
      for (const [index, finding] of found) {
        const doubt = some[index];
        if (finding.kind !== 'differs') tally.settled(finding);
        else if (doubt !== undefined) left.push(again(doubt, finding));
      }
    }
    doubts = left;
  }
  for (const { key, finding, changed } of doubts) tally.different(key, database, finding, changed);
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
  yield portion;
}
