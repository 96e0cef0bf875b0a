import { listpackElements } from './listpack';
import { RdbReader } from './reader';
import { unreadable } from './unreadable';
import { ValueType } from './valueType';
import { RdbWriter, rawString } from './writer';

/** One field of a hash that can carry field TTLs. */
export interface TtlField {
  /** The field as an RDB string, undecoded: re-encoding passes it through. */
  readonly field: Uint8Array;
  readonly value: Uint8Array;
  /** Milliseconds since the epoch; 0 means none. */
  readonly expireAt: number;
}

/** Forms of a hash that this file writes. */
export type HashForm = typeof ValueType.hash | typeof ValueType.hash2 | typeof ValueType.hashMetadata;

const decoder = new TextDecoder('latin1');

/** True for the type bytes that `readTtlFields` reads. Type 22 only counts as written by Valkey. */
export function hasFieldTtls(type: number): boolean {
  return type === ValueType.hashMetadata || type === ValueType.hashListpackEx || type === ValueType.hash2;
}

/**
 * The fields of a hash of type 24 or 25 (Redis 7.4+) or 22 (Valkey 9+), expired ones included: DUMP still holds
 * those that no one has deleted yet.
 * @param body the payload without its footer, type byte first.
 * @throws Failure `payload.unreadable`
 */
export function readTtlFields(body: Uint8Array): TtlField[] {
  const reader = new RdbReader(body, 1);
  const fields = readForm(body[0] ?? -1, reader);
  reader.end();
  // 2^53 ms is far beyond what servers take, but a damaged payload may say more.
  if (!fields.every(({ expireAt }) => Number.isSafeInteger(expireAt) && expireAt >= 0)) {
    throw unreadable('a field TTL is out of range');
  }
  return fields;
}

function readForm(type: number, reader: RdbReader): TtlField[] {
  switch (type) {
    case ValueType.hash2:
      return Array.from({ length: reader.count(10) }, () => {
        const field = reader.rawString();
        const value = reader.rawString();
        // -1 means none.
        return { field, value, expireAt: Math.max(0, reader.milliseconds()) };
      });
    case ValueType.hashMetadata: {
      const first = reader.milliseconds();
      return Array.from({ length: reader.count(3) }, () => {
        // Stored relative to the earliest expiry, plus one so that 0 can mean none.
        const ttl = reader.length();
        return {
          field: reader.rawString(),
          value: reader.rawString(),
          expireAt: ttl === 0 ? 0 : first + ttl - 1,
        };
      });
    }
    case ValueType.hashListpackEx:
      reader.milliseconds();
      return readListpackFields(reader.string());
    default:
      throw unreadable('it is not a hash with field TTLs');
  }
}

function readListpackFields(listpack: Uint8Array): TtlField[] {
  const elements = [...listpackElements(listpack)];
  if (elements.length % 3 !== 0) throw unreadable('a hash with field TTLs holds an incomplete field');
  const fields: TtlField[] = [];
  for (let index = 0; index + 2 < elements.length; index += 3) {
    const [field, value, expiry] = elements.slice(index, index + 3) as [Uint8Array, Uint8Array, Uint8Array];
    const expireAt = Number(decoder.decode(expiry));
    if (!Number.isSafeInteger(expireAt)) throw unreadable('a field TTL is not a number');
    fields.push({ field: rawString(field), value: rawString(value), expireAt });
  }
  return fields;
}

/** The payload of a hash in the form asked; the plain form leaves field TTLs out. */
export function writeHash(form: HashForm, fields: readonly TtlField[]): Uint8Array {
  const bytes = fields.reduce((sum, { field, value }) => sum + field.length + value.length + 9, 16);
  const writer = new RdbWriter(form, bytes);
  if (form === ValueType.hashMetadata) {
    const expiries = fields.filter(({ expireAt }) => expireAt > 0).map(({ expireAt }) => expireAt);
    const first = expiries.reduce((least, expireAt) => Math.min(least, expireAt), expiries[0] ?? 0);
    writer.int64(first).length(fields.length);
    for (const { field, value, expireAt } of fields) {
      writer
        .length64(expireAt === 0 ? 0 : expireAt - first + 1)
        .raw(field)
        .raw(value);
    }
    return writer.payload();
  }
  writer.length(fields.length);
  for (const { field, value, expireAt } of fields) {
    writer.raw(field).raw(value);
    if (form === ValueType.hash2) writer.int64(expireAt === 0 ? -1 : expireAt);
  }
  return writer.payload();
}
