import type { Loss } from '../model/run';
import type { DifferenceKind } from '../model/verification';
import type { StreamDigest, ValueDigest } from './digestOf';
import type { Ends } from './ends';
import { expiryDetail } from './expiryDetail';
import type { KeyFinding } from './finding';
import { stored } from '../model/stored';

const COUNTED: Readonly<Record<string, string>> = {
  string: stored('bytes'),
  list: stored('elements'),
  set: stored('members'),
  zset: stored('members'),
  hash: stored('fields'),
  stream: stored('entries'),
};

type Ttl = Extract<Loss['kind'], 'hash-field-ttl'>;

/**
 * Compares what was read of a key part by part, as compareDumps compares what was read whole.
 * @param left null when it was gone from the source
 * @param right null when it is not in the target
 */
export function compareLarge(
  ends: Ends,
  left: ValueDigest | null,
  right: ValueDigest | null,
): KeyFinding | null {
  if (left === null) return { kind: 'expired' };
  const differs = (kinds: readonly DifferenceKind[], detail: string): KeyFinding => ({
    kind: 'differs',
    kinds,
    detail,
    trace: { source: traceOf(left), target: traceOf(right) },
    bytes: 0,
  });
  const { type, expireAt } = left;
  if (right === null) {
    if (expireAt > 0 && expireAt <= ends.sourceNow()) return { kind: 'expired' };
    return differs(['missing'], stored('a {0} is not in the target', type));
  }
  const kinds: DifferenceKind[] = [];
  const details: string[] = [];
  let loss: Ttl | null = null;
  if (type !== right.type) {
    kinds.push('type');
    details.push(stored('a {0} in the source, a {1} in the target', type, right.type));
  }
  if (expireAt !== right.expireAt && !ends.sameExpiry(expireAt, right.expireAt)) {
    kinds.push('expiry');
    details.push(expiryDetail(expireAt, right.expireAt));
  }
  if (type === right.type) {
    const content = contentDetail(ends, left, right);
    if (content === 'hash-field-ttl' && !ends.holds[content]) loss = content;
    else if (content !== null) {
      kinds.push('value');
      details.push(content === 'hash-field-ttl' ? stored('fields of the hash lack their expiry') : content);
    }
  }
  if (kinds.length > 0) return differs(kinds, details.join('; '));
  return loss === null ? null : { kind: 'lossy', loss };
}

/** How two values of a type differ; null when they do not. */
function contentDetail(ends: Ends, left: ValueDigest, right: ValueDigest): string | null {
  const what = COUNTED[left.type] ?? 'elements';
  if (left.count !== right.count)
    return stored('the source holds {0} {1}, the target {2}', left.count, what, right.count);
  if (left.content !== right.content) return stored('the {0} differ', what);
  if (left.stream !== undefined && right.stream !== undefined) {
    return streamDetail(left.stream, right.stream);
  }
  return expiriesDetail(ends, left, right);
}

function expiriesDetail(
  { sameExpiry }: Ends,
  { expiries: left }: ValueDigest,
  { expiries: right }: ValueDigest,
): string | null {
  if (left === undefined && right === undefined) return null;
  if (left !== undefined && right === undefined) return 'hash-field-ttl' satisfies Ttl;
  if (left?.exact === right?.exact) return null;
  // Where the clocks are apart, every expiry is moved alike: then only the average tells.
  const moved =
    left?.names === right?.names &&
    left?.mean !== right?.mean &&
    sameExpiry(left?.mean ?? 0, right?.mean ?? 0);
  return moved ? null : stored('the expiry of a field differs');
}

function streamDetail(left: StreamDigest, right: StreamDigest): string | null {
  if (left.lastId !== right.lastId) return stored('the last id of the stream differs');
  if (
    !sameIfKnown(left.maxDeletedId, right.maxDeletedId) ||
    !sameIfKnown(left.entriesAdded, right.entriesAdded)
  ) {
    return stored("the stream's counters differ");
  }
  const sameGroups =
    left.groups.size === right.groups.size &&
    [...left.groups].every(([name, group]) => {
      const other = right.groups.get(name);
      return (
        other?.lastId === group.lastId &&
        sameIfKnown(group.entriesRead, other.entriesRead) &&
        other.consumers === group.consumers &&
        other.pending === group.pending
      );
    });
  return sameGroups ? null : stored('a consumer group differs');
}

/** Servers before Redis 7 do not tell some figures: what one side cannot say does not differ. */
function sameIfKnown(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right;
}

function traceOf(digest: ValueDigest | null): string {
  if (digest === null) return 'none';
  const { stream, ...rest } = digest;
  return JSON.stringify(stream === undefined ? rest : { ...rest, stream: [stream, ...stream.groups] });
}
