import type { RdbReader } from './reader';
import { ValueType } from './valueType';
import { RdbWriter } from './writer';

/** The forms of a stream that `writeStream` writes, poorest first: what each adds is said at `StreamImage`. */
export const WRITABLE_STREAM_FORMS = [ValueType.stream, ValueType.stream2, ValueType.stream3] as const;

/** A form that `writeStream` writes. */
export type WritableStreamForm = (typeof WRITABLE_STREAM_FORMS)[number];

/** A type byte of a stream. */
export type StreamForm = WritableStreamForm | typeof ValueType.stream4;

/** A consumer of a group. */
export interface ConsumerImage {
  /** Name, and when it was last seen. */
  readonly head: Uint8Array;
  /** When it last got a message: since 21. */
  readonly active: Uint8Array | null;
  /** Count and ids of its pending messages. */
  readonly owned: Uint8Array;
}

/** A consumer group. */
export interface GroupImage {
  /** Name and last delivered id. */
  readonly head: Uint8Array;
  /** Since 19. */
  readonly entriesRead: Uint8Array | null;
  /** Count of pending messages; for each its id, time and deliveries. */
  readonly pending: Uint8Array;
  readonly consumers: readonly ConsumerImage[];
}

/**
 * A stream cut into the parts that its forms share or lack: views of the payload as it is written. The nodes are alike
 * in every form, so a stream is rewritten without being taken apart, deleted entries included.
 */
export interface StreamImage {
  readonly form: StreamForm;
  /** Nodes, length and last id. */
  readonly head: Uint8Array;
  /** First id, highest deleted id, count of entries ever added: since 19. */
  readonly counters: Uint8Array | null;
  readonly groups: readonly GroupImage[];
  /** Bytes of what 26 adds at the end: the state of idempotent producers. */
  readonly tailBytes: number;
  /** True if producers have used it: then leaving it out is a loss. */
  readonly idempotency: boolean;
}

/** True for the type bytes of streams. */
export function isStream(type: number): type is StreamForm {
  return type === ValueType.stream4 || (WRITABLE_STREAM_FORMS as readonly number[]).includes(type);
}

/**
 * Reads a stream of any form to its end.
 * @throws Failure `payload.unreadable`
 */
export function readStreamImage(reader: RdbReader, form: StreamForm): StreamImage {
  const start = reader.position;
  for (let nodes = reader.count(2); nodes > 0; nodes--) {
    reader.rawString();
    reader.rawString();
  }
  skipLengths(reader, 3);
  const head = reader.since(start);
  const counters = form === ValueType.stream ? null : skipLengths(reader, 5);
  const groups = Array.from({ length: reader.count(5) }, () => readGroup(reader, form));
  const tail = reader.remaining;
  const idempotency = form === ValueType.stream4 && readIdempotency(reader);
  const tailBytes = tail - reader.remaining;
  reader.end();
  return { form, head, counters, groups, tailBytes, idempotency };
}

function readGroup(reader: RdbReader, form: StreamForm): GroupImage {
  let start = reader.position;
  reader.rawString();
  skipLengths(reader, 2);
  const head = reader.since(start);
  const entriesRead = form === ValueType.stream ? null : skipLengths(reader, 1);
  start = reader.position;
  for (let count = reader.count(25); count > 0; count--) {
    reader.bytes(24);
    reader.length64();
  }
  const pending = reader.since(start);
  const consumers = Array.from({ length: reader.count(10) }, () => readConsumer(reader, form));
  return { head, entriesRead, pending, consumers };
}

function readConsumer(reader: RdbReader, form: StreamForm): ConsumerImage {
  let start = reader.position;
  reader.rawString();
  reader.bytes(8);
  const head = reader.since(start);
  const active = form === ValueType.stream3 || form === ValueType.stream4 ? reader.bytes(8) : null;
  start = reader.position;
  reader.bytes(16 * reader.count(16));
  return { head, active, owned: reader.since(start) };
}

/** Duration, limit, producers with their ids, ids ever added, duplicates (t_stream of Redis 8.6). */
function readIdempotency(reader: RdbReader): boolean {
  skipLengths(reader, 2);
  const producers = reader.count(2);
  for (let left = producers; left > 0; left--) {
    reader.rawString();
    for (let ids = reader.count(3); ids > 0; ids--) {
      reader.rawString();
      skipLengths(reader, 2);
    }
  }
  const added = reader.length64();
  const duplicates = reader.length64();
  return producers > 0 || added > 0n || duplicates > 0n;
}

function skipLengths(reader: RdbReader, count: number): Uint8Array {
  const start = reader.position;
  for (let left = count; left > 0; left--) reader.length64();
  return reader.since(start);
}

/**
 * The payload of a stream in that form, or in its own when that is poorer; what the form lacks is left out. The state
 * of idempotent producers is never written: servers that read it read the stream as it is.
 */
export function writeStream(image: StreamImage, wanted: WritableStreamForm): Uint8Array {
  const form = image.form < wanted ? image.form : wanted;
  const writer = new RdbWriter(form, image.head.length + 64 * image.groups.length + 256);
  const rich = form !== ValueType.stream;
  writer.raw(image.head);
  if (rich && image.counters !== null) writer.raw(image.counters);
  writer.length(image.groups.length);
  for (const group of image.groups) {
    writer.raw(group.head);
    if (rich && group.entriesRead !== null) writer.raw(group.entriesRead);
    writer.raw(group.pending).length(group.consumers.length);
    for (const { head, active, owned } of group.consumers) {
      writer.raw(head);
      if (form === ValueType.stream3 && active !== null) writer.raw(active);
      writer.raw(owned);
    }
  }
  return writer.payload();
}
