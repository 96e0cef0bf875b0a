import type { DatabasePair } from '../plan/pairDatabases';
import { isFailure } from '../model/failure';
import type { Difference } from '../model/run';
import type { Clock, DumpedKey, KeySource } from '../ports';
import { decode } from '../rdb/decode';
import { payloadBody } from '../rdb/footer';
import { kindOfType } from '../rdb/valueType';
import { compareValues, sameBytes } from './compareValues';
import type { VerifyTally } from './verifyTally';

/** How often a key that differs is read again before it counts: it may have changed between the two reads. */
const RECHECKS = 2;

/** What stays the same for all batches of a verification. */
export interface Comparison {
  readonly ports: { readonly source: KeySource; readonly target: KeySource; readonly clock: Clock };
  readonly tally: VerifyTally;
  readonly canHoldFieldTtls: boolean;
  /** Milliseconds by which two expiries may differ. */
  readonly expiryTolerance: number;
  /** The source's clock minus ours, in milliseconds. */
  readonly clockOffset: number;
}

type Outcome = 'equal' | 'expired' | 'field-ttl' | Pick<Difference, 'kind' | 'detail'>;

/** Compares keys of the source with those of the target, and counts. @throws Failure */
export async function compareBatch(
  comparison: Comparison,
  pair: DatabasePair,
  keys: readonly DumpedKey[],
  signal: AbortSignal,
): Promise<void> {
  const { ports, tally } = comparison;
  let left = keys;
  for (let attempt = 0; left.length > 0; attempt++) {
    const names = left.map(({ key }) => key);
    const right = await ports.target.dumpKeys(pair.target, names, signal);
    const differing: DumpedKey[] = [];
    for (const [index, source] of left.entries()) {
      const outcome = compareKey(comparison, source, right[index]);
      if (typeof outcome === 'string') tally.settled(outcome);
      else if (attempt < RECHECKS) differing.push(source);
      else tally.different(source.key, pair.source, outcome);
    }
    left =
      differing.length === 0
        ? []
        : await ports.source.dumpKeys(
            pair.source,
            differing.map(({ key }) => key),
            signal,
          );
  }
}

function compareKey(comparison: Comparison, source: DumpedKey, target: DumpedKey | undefined): Outcome {
  const now = comparison.ports.clock.now() + comparison.clockOffset;
  const left = source.payload;
  const right = target?.payload ?? null;
  if (left === null)
    return right === null ? 'expired' : { kind: 'extra', detail: 'only the target holds it' };
  if (target === undefined || right === null) {
    const gone = (source.expireAt > 0 && source.expireAt <= now) || isHashOfExpiredFields(left, now);
    return gone ? 'expired' : { kind: 'missing', detail: `a ${kindOfType(left[0])} is not in the target` };
  }
  const kinds = [kindOfType(left[0]), kindOfType(right[0])] as const;
  if (kinds[0] !== kinds[1])
    return { kind: 'type', detail: `a ${kinds[0]} in the source, a ${kinds[1]} in the target` };
  if (Math.abs(source.expireAt - target.expireAt) > comparison.expiryTolerance) {
    return { kind: 'expiry', detail: expiryDetail(source.expireAt, target.expireAt) };
  }
  if (sameBytes(payloadBody(left), payloadBody(right))) return 'equal';
  return compareContent(comparison, left, right, now);
}

function compareContent(comparison: Comparison, left: Uint8Array, right: Uint8Array, now: number): Outcome {
  try {
    const verdict = compareValues(decode(left), decode(right), now);
    if (verdict.kind === 'differs') return { kind: 'value', detail: verdict.detail };
    if (verdict.kind === 'equal') return 'equal';
    return comparison.canHoldFieldTtls
      ? { kind: 'value', detail: 'fields of the hash lack their expiry' }
      : 'field-ttl';
  } catch (error) {
    if (isFailure(error)) return { kind: 'unreadable', detail: error.why };
    throw error;
  }
}

function isHashOfExpiredFields(payload: Uint8Array, now: number): boolean {
  if (kindOfType(payload[0]) !== 'hash') return false;
  try {
    const value = decode(payload);
    return value.kind === 'hash' && value.fields.every(({ expireAt }) => expireAt > 0 && expireAt <= now);
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}

function expiryDetail(source: number, target: number): string {
  if (source === 0) return 'it has no expiry in the source, but one in the target';
  if (target === 0) return 'it has an expiry in the source, but none in the target';
  return `the expiries are ${String(Math.abs(source - target))} ms apart`;
}
