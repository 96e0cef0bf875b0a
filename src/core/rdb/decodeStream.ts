import { listpackElements } from './listpack';
import { RdbReader } from './reader';
import { readStreamImage } from './streamImage';
import type { GroupImage, StreamForm } from './streamImage';
import { unreadable } from './unreadable';
import type { PendingEntry, StreamEntry, StreamGroup, StreamValue } from './value';

const DELETED = 1;
const SAME_FIELDS = 2;

const text = new TextDecoder('latin1');

/**
 * A stream of type 15, 19, 21 or 26, from after its type byte to its end. Of what 26 adds (the state of idempotent
 * producers), it is only told that it is there.
 * @throws Failure `payload.unreadable`
 */
export function decodeStream(reader: RdbReader, form: StreamForm): StreamValue {
  const image = readStreamImage(reader, form);
  const head = new RdbReader(image.head);
  const entries: StreamEntry[] = [];
  for (let nodes = head.count(2); nodes > 0; nodes--) {
    const base = id(head.string());
    for (const entry of nodeEntries(base, head.string())) entries.push(entry);
  }
  head.length64();
  const lastId = pairId(head);
  const groups = image.groups.map(decodeGroup);
  if (image.counters === null) {
    return { kind: 'stream', entries, lastId, maxDeletedId: null, entriesAdded: null, groups };
  }
  const counters = new RdbReader(image.counters);
  // The first id follows from the entries; servers check that it does.
  pairId(counters);
  const maxDeletedId = pairId(counters);
  const entriesAdded = counters.length64().toString();
  const idempotency = image.idempotency ? { idempotency: true as const } : {};
  return { kind: 'stream', entries, lastId, maxDeletedId, entriesAdded, groups, ...idempotency };
}

function decodeGroup(group: GroupImage): StreamGroup {
  const head = new RdbReader(group.head);
  const name = head.string();
  const lastId = pairId(head);
  const entriesRead =
    group.entriesRead === null ? null : new RdbReader(group.entriesRead).length64().toString();
  const delivered = new Map<string, { deliveredAt: number; deliveries: number }>();
  const pel = new RdbReader(group.pending);
  for (let count = pel.length(); count > 0; count--) {
    const entry = formatId(id(pel.bytes(16)));
    delivered.set(entry, { deliveredAt: pel.milliseconds(), deliveries: pel.length() });
  }
  const consumers: Uint8Array[] = [];
  const pending: PendingEntry[] = [];
  for (const { head: named, owned } of group.consumers) {
    const consumer = new RdbReader(named).string();
    consumers.push(consumer);
    const ids = new RdbReader(owned);
    for (let count = ids.length(); count > 0; count--) {
      const entry = formatId(id(ids.bytes(16)));
      const delivery = delivered.get(entry);
      if (delivery === undefined) throw unreadable('a consumer holds a message that its group does not');
      pending.push({ id: entry, consumer, ...delivery });
    }
  }
  return { name, lastId, entriesRead, pending, consumers };
}

/** The entries of one node: a master entry, then entries that store what differs from it. */
function* nodeEntries(base: Id, listpack: Uint8Array): Generator<StreamEntry> {
  const elements = listpackElements(listpack);
  const next = (): Uint8Array => {
    const step = elements.next();
    if (step.done === true) throw unreadable('a stream node is cut off');
    return step.value;
  };
  const number = (): bigint => {
    const written = text.decode(next());
    if (!/^-?\d+$/.test(written)) throw unreadable('a stream node holds text where a number should stand');
    return BigInt(written);
  };
  const live = number();
  const deleted = number();
  const fieldCount = small(number());
  if (fieldCount > listpack.length) throw unreadable('a stream node has more fields than bytes');
  const masterFields = Array.from({ length: fieldCount }, next);
  next();
  for (let left = small(live + deleted); left > 0; left--) {
    const flags = Number(number());
    const ms = base.ms + number();
    const sequence = base.sequence + number();
    const fields: Uint8Array[] = [];
    if ((flags & SAME_FIELDS) !== 0) {
      for (const field of masterFields) fields.push(field, next());
    } else {
      for (let count = small(number()); count > 0; count--) fields.push(next(), next());
    }
    next();
    if ((flags & DELETED) === 0) yield { id: formatId({ ms, sequence }), fields };
  }
}

function small(count: bigint): number {
  if (count < 0n || count > 0xffff_ffffn) throw unreadable('a stream node has an impossible count');
  return Number(count);
}

interface Id {
  readonly ms: bigint;
  readonly sequence: bigint;
}

/** Sixteen bytes, big-endian, so that they sort. */
function id(bytes: Uint8Array): Id {
  if (bytes.length !== 16) throw unreadable('a stream id does not have 16 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return { ms: view.getBigUint64(0), sequence: view.getBigUint64(8) };
}

function pairId(reader: RdbReader): string {
  return formatId({ ms: reader.length64(), sequence: reader.length64() });
}

function formatId({ ms, sequence }: Id): string {
  return `${ms.toString()}-${sequence.toString()}`;
}
