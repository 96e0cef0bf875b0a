import type { Loss } from '../model/run';
import type { HashField, StreamGroup, StreamValue, Value } from '../rdb/value';
import { sameBytes } from './sameBytes';
import { stored } from '../model/stored';

const text = new TextDecoder('latin1');

/** What may be lacking on the right of two values that are equal otherwise. */
type Lacking = Extract<Loss['kind'], 'hash-field-ttl' | 'stream-idempotency'>;

/** How two values differ, in words that tell no content. */
export type Verdict =
  | { readonly kind: 'equal' }
  | { readonly kind: 'lossy'; readonly loss: Lacking }
  | { readonly kind: 'differs'; readonly detail: string };

/** Whether two expiries, in milliseconds since the epoch or 0, count as equal. */
type SameExpiry = (left: number, right: number) => boolean;

const EQUAL: Verdict = { kind: 'equal' };

const STRINGS = stored('the strings differ');
const ELEMENTS = stored('elements');
const MEMBERS = stored('members');
const FIELDS = stored('fields');
const ENTRIES = stored('entries');

/**
 * Compares two values by what they mean. `lossy` means: equal but for that, which the right one lacks.
 * @param now milliseconds since the epoch: fields expired by then do not count, a payload may still hold them.
 * @param rightNow the same by the clock that the right one's expiries go by
 */
export function compareValues(
  left: Value,
  right: Value,
  now: number,
  rightNow = now,
  sameExpiry: SameExpiry = Object.is,
): Verdict {
  if (left.kind === 'string' && right.kind === 'string') {
    return verdict(sameBytes(left.bytes, right.bytes), STRINGS);
  }
  if (left.kind === 'list' && right.kind === 'list') {
    const same =
      left.items.length === right.items.length &&
      left.items.every((item, index) => sameBytes(item, right.items[index]));
    return verdict(same, sizes(ELEMENTS, left.items.length, right.items.length));
  }
  if (left.kind === 'set' && right.kind === 'set') {
    const held = new Set(right.members.map(name));
    const same =
      left.members.length === right.members.length && left.members.every((member) => held.has(name(member)));
    return verdict(same, sizes(MEMBERS, left.members.length, right.members.length));
  }
  if (left.kind === 'zset' && right.kind === 'zset') {
    const scores = new Map(right.members.map(({ member, score }) => [name(member), score]));
    const same =
      left.members.length === right.members.length &&
      // Not Object.is: servers from 7.0 on turn -0 into 0, and sort both alike.
      left.members.every(({ member, score }) => scores.get(name(member)) === score);
    return verdict(same, sizes(MEMBERS, left.members.length, right.members.length));
  }
  if (left.kind === 'hash' && right.kind === 'hash')
    return compareHashes(left.fields, right.fields, now, rightNow, sameExpiry);
  if (left.kind === 'stream' && right.kind === 'stream') return compareStreams(left, right);
  return { kind: 'differs', detail: stored('one is a {0}, the other a {1}', left.kind, right.kind) };
}

function compareHashes(
  left: readonly HashField[],
  right: readonly HashField[],
  now: number,
  rightNow: number,
  sameExpiry: SameExpiry,
): Verdict {
  const live = right.filter(({ expireAt }) => expireAt === 0 || expireAt > rightNow);
  const held = new Map(live.map((field) => [name(field.field), field]));
  let lost = false;
  let differs = false;
  let found = 0;
  let counted = 0;
  for (const { field, value, expireAt } of left) {
    const other = held.get(name(field));
    const same = other !== undefined && sameBytes(value, other.value);
    if (expireAt > 0 && expireAt <= now) {
      // It does not count, but where field TTLs were lost it lives on, with all else.
      if (!same || (other.expireAt !== 0 && !sameExpiry(expireAt, other.expireAt))) continue;
      lost ||= other.expireAt === 0;
      found++;
      continue;
    }
    counted++;
    if (!same) {
      differs = true;
      continue;
    }
    if (!sameExpiry(expireAt, other.expireAt)) {
      if (other.expireAt !== 0) return verdict(false, stored('the expiry of a field differs'));
      lost = true;
    }
    found++;
  }
  if (differs || found !== live.length) {
    const detail = counted === live.length ? stored('a field differs') : sizes(FIELDS, counted, live.length);
    return verdict(false, detail);
  }
  return lost ? { kind: 'lossy', loss: 'hash-field-ttl' } : EQUAL;
}

function compareStreams(left: StreamValue, right: StreamValue): Verdict {
  if (left.entries.length !== right.entries.length) {
    return verdict(false, sizes(ENTRIES, left.entries.length, right.entries.length));
  }
  const sameEntries = left.entries.every((entry, index) => {
    const other = right.entries[index];
    return (
      other?.id === entry.id &&
      other.fields.length === entry.fields.length &&
      entry.fields.every((field, at) => sameBytes(field, other.fields[at]))
    );
  });
  if (!sameEntries) return verdict(false, stored('an entry of the stream differs'));
  if (left.lastId !== right.lastId) return verdict(false, stored('the last id of the stream differs'));
  if (
    !sameIfKnown(left.maxDeletedId, right.maxDeletedId) ||
    !sameIfKnown(left.entriesAdded, right.entriesAdded)
  ) {
    return verdict(false, stored("the stream's counters differ"));
  }
  const groups = new Map(right.groups.map((group) => [name(group.name), group]));
  const sameGroups =
    left.groups.length === right.groups.length &&
    left.groups.every((group) => sameGroup(group, groups.get(name(group.name))));
  if (!sameGroups) return verdict(false, stored('a consumer group differs'));
  if (left.idempotency === right.idempotency) return EQUAL;
  return left.idempotency === true
    ? { kind: 'lossy', loss: 'stream-idempotency' }
    : verdict(false, stored('only the target has the state of idempotent producers'));
}

function sameGroup(left: StreamGroup, right: StreamGroup | undefined): boolean {
  if (right?.lastId !== left.lastId || !sameIfKnown(left.entriesRead, right.entriesRead)) return false;
  const consumers = new Set(right.consumers.map(name));
  if (
    consumers.size !== left.consumers.length ||
    !left.consumers.every((consumer) => consumers.has(name(consumer)))
  ) {
    return false;
  }
  const pending = new Map(right.pending.map((entry) => [entry.id, entry]));
  return (
    pending.size === left.pending.length &&
    left.pending.every((entry) => {
      const other = pending.get(entry.id);
      return (
        other?.deliveries === entry.deliveries &&
        other.deliveredAt === entry.deliveredAt &&
        sameBytes(other.consumer, entry.consumer)
      );
    })
  );
}

/** Formats before Redis 7 do not carry some figures: what one side cannot say does not differ. */
function sameIfKnown(left: string | null, right: string | null): boolean {
  return left === null || right === null || left === right;
}

function name(bytes: Uint8Array): string {
  return text.decode(bytes);
}

function verdict(same: boolean, detail: string): Verdict {
  return same ? EQUAL : { kind: 'differs', detail };
}

function sizes(what: string, left: number, right: number): string {
  return left === right
    ? stored('the {0} differ', what)
    : stored('the source holds {0} {1}, the target {2}', left, what, right);
}
