import { isFailure } from '../model/failure';
import type { Product } from '../model/profile';
import type { Loss } from '../model/run';
import type { DifferenceKind } from '../model/verification';
import type { KeyBatch } from '../keyBatch';
import { decode } from '../rdb/decode';
import { FOOTER_BYTES } from '../rdb/footer';
import { kindOfType } from '../rdb/valueType';
import { compareValues } from './compareValues';
import type { Ends } from './ends';
import { expiryDetail } from './expiryDetail';
import type { Findings, KeyFinding } from './finding';
import { sameRange } from './sameBytes';
import { stored } from '../model/stored';

/**
 * Compares two batches of the same keys in the same order. Payloads that are equal but for their footers need no further
 * look; the others are compared by what they mean.
 */
export function compareDumps(ends: Ends, left: KeyBatch, right: KeyBatch): Findings {
  const findings = new Map<number, KeyFinding>();
  for (let index = 0; index < left.count; index++) {
    if (sameExpiries(ends, left, right, index) && samePayload(left, right, index)) continue;
    const finding = compareKey(ends, left, right, index);
    if (finding !== null) findings.set(index, finding);
  }
  return findings;
}

function samePayload(left: KeyBatch, right: KeyBatch, index: number): boolean {
  const length = (left.lengths[index] ?? -1) - FOOTER_BYTES;
  return (
    length > 0 &&
    length === (right.lengths[index] ?? -1) - FOOTER_BYTES &&
    sameRange(left.bytes, left.offsets[index] ?? 0, right.bytes, right.offsets[index] ?? 0, length)
  );
}

function sameExpiries(ends: Ends, left: KeyBatch, right: KeyBatch, index: number): boolean {
  const [one, other] = [left.expireAt[index] ?? 0, right.expireAt[index] ?? 0];
  return one === other || ends.sameExpiry(one, other);
}

function compareKey(ends: Ends, left: KeyBatch, right: KeyBatch, index: number): KeyFinding | null {
  const source = payloadOf(left, index);
  const target = payloadOf(right, index);
  // If the target still holds it, the look at the target's own keys will tell.
  if (source === null) return { kind: 'expired' };
  const differs = (kinds: readonly DifferenceKind[], detail: string): KeyFinding => ({
    kind: 'differs',
    kinds,
    detail,
    trace: { source: traceOf(left, index), target: traceOf(right, index) },
    bytes: source.length + (target?.length ?? 0),
  });
  if (target === null) {
    const expireAt = left.expireAt[index] ?? 0;
    const now = ends.sourceNow();
    return (expireAt > 0 && expireAt <= now) || isHashOfExpiredFields(source, ends.products.source, now)
      ? { kind: 'expired' }
      : differs(['missing'], stored('a {0} is not in the target', kindOfType(source[0])));
  }
  const details: string[] = [];
  const kinds: DifferenceKind[] = [];
  const types = [kindOfType(source[0]), kindOfType(target[0])] as const;
  let loss: Loss['kind'] | null = null;
  if (types[0] !== types[1]) {
    kinds.push('type');
    details.push(stored('a {0} in the source, a {1} in the target', ...types));
  }
  if (!sameExpiries(ends, left, right, index)) {
    kinds.push('expiry');
    details.push(expiryDetail(left.expireAt[index] ?? 0, right.expireAt[index] ?? 0));
  }
  if (types[0] === types[1] && !samePayload(left, right, index)) {
    const content = compareContent(ends, source, target);
    if ('kind' in content) {
      kinds.push(content.kind);
      details.push(content.detail);
    } else ({ loss } = content);
  }
  if (kinds.length > 0) return differs(kinds, details.join('; '));
  return loss === null ? null : { kind: 'lossy', loss };
}

function compareContent(
  ends: Ends,
  source: Uint8Array,
  target: Uint8Array,
): { readonly loss: Loss['kind'] | null } | { readonly kind: DifferenceKind; readonly detail: string } {
  try {
    const [left, right] = [decode(source, ends.products.source), decode(target, ends.products.target)];
    const verdict = compareValues(left, right, ends.sourceNow(), ends.targetNow(), ends.sameExpiry);
    if (verdict.kind === 'differs') return { kind: 'value', detail: verdict.detail };
    if (verdict.kind === 'equal') return { loss: null };
    return ends.holds[verdict.loss]
      ? { kind: 'value', detail: LACKING[verdict.loss] }
      : { loss: verdict.loss };
  } catch (error) {
    if (isFailure(error)) return { kind: 'unreadable', detail: error.why };
    throw error;
  }
}

const LACKING = {
  'hash-field-ttl': stored('fields of the hash lack their expiry'),
  'stream-idempotency': stored('the stream lacks the state of idempotent producers'),
} as const;

function payloadOf(batch: KeyBatch, index: number): Uint8Array | null {
  const start = batch.offsets[index] ?? 0;
  const length = batch.lengths[index] ?? -1;
  return length < 0 ? null : batch.bytes.subarray(start, start + length);
}

/** A payload ends in its own digest. */
function traceOf(batch: KeyBatch, index: number): string {
  const payload = payloadOf(batch, index);
  return `${String(batch.expireAt[index])} ${String(payload?.length)} ${String(payload?.subarray(-8))}`;
}

function isHashOfExpiredFields(payload: Uint8Array, product: Product, now: number): boolean {
  if (kindOfType(payload[0]) !== 'hash') return false;
  try {
    const value = decode(payload, product);
    return value.kind === 'hash' && value.fields.every(({ expireAt }) => expireAt > 0 && expireAt <= now);
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}
