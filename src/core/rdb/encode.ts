import type { Loss } from '../model/run';
import { writeHash } from './fieldTtlHash';
import type { HashForm, TtlField } from './fieldTtlHash';
import { writeTextScore } from './score';
import { readsType } from './serverFormat';
import type { ServerFormat } from './serverFormat';
import type { ScoredMember, StreamValue, Value } from './value';
import { ValueType } from './valueType';
import { RdbWriter, rawString } from './writer';

/** A value written for a server. */
export type Encoded =
  | { readonly kind: 'payload'; readonly payload: Uint8Array; readonly loss?: Loss['kind'] }
  /** Nothing is left: every field had expired. */
  | { readonly kind: 'expired' };

/** What `encode` takes: streams are rewritten by `writeStream`, without being decoded. */
export type EncodableValue = Exclude<Value, StreamValue>;

/**
 * The payload of a value in the plain form that the server reads. Not in a compact one: a server turns a plain value
 * into its own compact form, but takes a damaged compact one with OK and crashes when it is read (measured).
 * @param now milliseconds since the epoch: fields of hashes that expired by then are left out.
 */
export function encode(value: EncodableValue, target: ServerFormat, now: number): Encoded {
  switch (value.kind) {
    case 'string':
      return written(new RdbWriter(ValueType.string, value.bytes.length).string(value.bytes));
    case 'list':
      return written(writeStrings(ValueType.list, value.items));
    case 'set':
      return written(writeStrings(ValueType.set, value.members));
    case 'zset':
      return written(writeZset(value.members, readsType(target, ValueType.zset)));
    case 'hash':
      return encodeHash(
        value.fields.map(({ field, value: content, expireAt }) => ({
          field: rawString(field),
          value: rawString(content),
          expireAt,
        })),
        target,
        now,
      );
  }
}

/** The payload of a hash, in the richest form that the server reads, but no richer than its fields need. */
export function encodeHash(fields: readonly TtlField[], target: ServerFormat, now: number): Encoded {
  const live = fields.filter(({ expireAt }) => expireAt === 0 || expireAt > now);
  if (live.length === 0) return { kind: 'expired' };
  // Without a TTL left on any field the plain form says the same, and every server reads it.
  if (live.every(({ expireAt }) => expireAt === 0)) {
    return { kind: 'payload', payload: writeHash(ValueType.hash, live) };
  }
  const form = hashFormFor(target);
  const payload = writeHash(form, live);
  return form === ValueType.hash
    ? { kind: 'payload', payload, loss: 'hash-field-ttl' }
    : { kind: 'payload', payload };
}

/** The richest form of a hash that the server reads. */
function hashFormFor(target: ServerFormat): HashForm {
  if (readsType(target, ValueType.hash2)) return ValueType.hash2;
  if (readsType(target, ValueType.hashMetadata)) return ValueType.hashMetadata;
  return ValueType.hash;
}

function writeStrings(type: number, items: readonly Uint8Array[]): RdbWriter {
  const bytes = items.reduce((sum, { length }) => sum + length + 5, 5);
  const writer = new RdbWriter(type, bytes).length(items.length);
  for (const item of items) writer.string(item);
  return writer;
}

/** With scores as doubles, or as text for servers before 4.0. */
function writeZset(members: readonly ScoredMember[], binary: boolean): RdbWriter {
  const bytes = members.reduce((sum, { member }) => sum + member.length + 13, 5);
  const writer = new RdbWriter(binary ? ValueType.zset : ValueType.zsetText, bytes).length(members.length);
  for (const { member, score } of members) {
    writer.string(member);
    if (binary) writer.double(score);
    else writeTextScore(writer, score);
  }
  return writer;
}

function written(writer: RdbWriter): Encoded {
  return { kind: 'payload', payload: writer.payload() };
}
