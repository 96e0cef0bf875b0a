import type { DifferenceKind } from '../model/verification';
import type { KeyOutlines } from '../keyBatch';
import type { Ends } from './ends';
import { expiryDetail } from './expiryDetail';
import type { Findings, KeyFinding } from './finding';
import { stored } from '../model/stored';

/** Compares what two servers tell of the same keys in the same order, without their values. */
export function compareOutlines(ends: Ends, left: KeyOutlines, right: KeyOutlines): Findings {
  const findings = new Map<number, KeyFinding>();
  for (const [index, type] of left.types.entries()) {
    const finding = compareOutline(ends, left, right, index, type);
    if (finding !== null) findings.set(index, finding);
  }
  return findings;
}

function compareOutline(
  ends: Ends,
  left: KeyOutlines,
  right: KeyOutlines,
  index: number,
  type: string | null,
): KeyFinding | null {
  if (type === null) return { kind: 'expired' };
  const other = right.types[index] ?? null;
  const [expireAt, otherExpireAt] = [left.expireAt[index] ?? 0, right.expireAt[index] ?? 0];
  const kinds: DifferenceKind[] = [];
  const details: string[] = [];
  if (other === null) {
    if (expireAt > 0 && expireAt <= ends.sourceNow()) return { kind: 'expired' };
    kinds.push('missing');
    details.push(stored('a {0} is not in the target', type));
  } else {
    const [length, otherLength] = [left.lengths[index] ?? -1, right.lengths[index] ?? -1];
    if (type !== other) {
      kinds.push('type');
      details.push(stored('a {0} in the source, a {1} in the target', type, other));
    } else if (length !== otherLength) {
      kinds.push('length');
      details.push(stored('its length is {0} in the source, {1} in the target', length, otherLength));
    }
    if (expireAt !== otherExpireAt && !ends.sameExpiry(expireAt, otherExpireAt)) {
      kinds.push('expiry');
      details.push(expiryDetail(expireAt, otherExpireAt));
    }
  }
  if (kinds.length === 0) return null;
  const trace = { source: traceOf(left, index), target: traceOf(right, index) };
  return { kind: 'differs', kinds, detail: details.join('; '), trace, bytes: 0 };
}

function traceOf({ types, lengths, expireAt }: KeyOutlines, index: number): string {
  return `${String(types[index])} ${String(lengths[index])} ${String(expireAt[index])}`;
}
