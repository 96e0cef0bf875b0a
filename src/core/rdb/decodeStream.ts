import { listpackElements } from './listpack';
import type { RdbReader } from './reader';
import { unreadable } from './unreadable';
import type { PendingEntry, StreamEntry, StreamGroup, StreamValue } from './value';
import { ValueType } from './valueType';

const DELETED = 1;
const SAME_FIELDS = 2;

const text = new TextDecoder('latin1');

/**
 * A stream of type 15, 19, 21 or 26. What 26 adds at its end (idempotent producers) is not read.
 * @throws Failure `payload.unreadable`
 */
export function decodeStream(reader: RdbReader, type: number): StreamValue {
  const entries: StreamEntry[] = [];
  for (let nodes = reader.count(2); nodes > 0; nodes--) {
    const base = id(reader.string());
    for (const entry of nodeEntries(base, reader.string())) entries.push(entry);
  }
  reader.length64();
  const lastId = pairId(reader);
  const rich = type !== ValueType.stream;
  if (rich) pairId(reader);
  const maxDeletedId = rich ? pairId(reader) : null;
  const entriesAdded = rich ? reader.length64().toString() : null;
  const groups = Array.from({ length: reader.count(4) }, () => group(reader, type));
  return { kind: 'stream', entries, lastId, maxDeletedId, entriesAdded, groups };
}

function group(reader: RdbReader, type: number): StreamGroup {
  const name = reader.string();
  const lastId = pairId(reader);
  const entriesRead = type === ValueType.stream ? null : reader.length64().toString();
  const delivered = new Map<string, { deliveredAt: number; deliveries: number }>();
  for (let count = reader.count(25); count > 0; count--) {
    const entry = formatId(id(reader.bytes(16)));
    delivered.set(entry, { deliveredAt: reader.milliseconds(), deliveries: reader.length() });
  }
  const consumers: Uint8Array[] = [];
  const pending: PendingEntry[] = [];
  for (let count = reader.count(10); count > 0; count--) {
    const consumer = reader.string();
    consumers.push(consumer);
    reader.milliseconds();
    if (type === ValueType.stream3 || type === ValueType.stream4) reader.milliseconds();
    for (let owned = reader.count(16); owned > 0; owned--) {
      const entry = formatId(id(reader.bytes(16)));
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
