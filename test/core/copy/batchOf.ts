import type { KeyBatch } from '../../../src/core/keyBatch';
import { ValueType } from '../../../src/core/rdb/valueType';

/** A key of a batch that no server gave. */
export interface MadeKey {
  readonly name: string;
  /** Of the payload; a string by default. */
  readonly type?: number;
  readonly expireAt?: number;
  /** The key was gone by the time it was read. */
  readonly gone?: boolean;
}

/** Bytes of each payload. */
export const MADE_BYTES = 12;

/** Keys in columns, with payloads of which only the type byte says anything. */
export function batchOf(keys: readonly MadeKey[]): KeyBatch {
  const bytes = new Uint8Array(keys.length * MADE_BYTES);
  for (const [index, { type = ValueType.string }] of keys.entries()) bytes[index * MADE_BYTES] = type;
  return {
    database: 0,
    count: keys.length,
    bytes,
    offsets: Uint32Array.from(keys, (_, index) => index * MADE_BYTES),
    lengths: Int32Array.from(keys, ({ gone }) => (gone === true ? -1 : MADE_BYTES)),
    expireAt: Float64Array.from(keys, ({ expireAt }) => expireAt ?? 0),
    payloadBytes: keys.filter(({ gone }) => gone !== true).length * MADE_BYTES,
    key: (index) => new TextEncoder().encode(keys[index]?.name),
  };
}

/** The names in a batch. */
export function namesOf(batch: KeyBatch): string[] {
  return Array.from({ length: batch.count }, (_, index) => new TextDecoder().decode(batch.key(index)));
}
