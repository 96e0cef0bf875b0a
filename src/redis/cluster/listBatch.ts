import { LARGE } from '../../core/largeValue';
import type { DumpedKey, EvictionData, KeyBatch, ScanPosition } from '../../core/keyBatch';

/** Keys that were read one by one, as a batch. */
export function listBatch(database: number, keys: readonly DumpedKey[], position?: ScanPosition): KeyBatch {
  const payloads = keys.map(({ payload }) => payload);
  const bytes = Buffer.concat(payloads.filter((payload) => payload !== null));
  const offsets = new Uint32Array(keys.length);
  let at = 0;
  for (const [index, payload] of payloads.entries()) {
    offsets[index] = at;
    at += payload?.length ?? 0;
  }
  const column = (figure: EvictionData): Int32Array => Int32Array.from(keys, (key) => key[figure] ?? -1);
  const has = (figure: EvictionData): boolean => keys.some((key) => key[figure] !== undefined);
  return {
    database,
    count: keys.length,
    bytes,
    offsets,
    lengths: Int32Array.from(keys, ({ payload, large }) => payload?.length ?? (large === true ? LARGE : -1)),
    expireAt: Float64Array.from(keys, ({ expireAt }) => expireAt),
    ...(has('idle') ? { idle: column('idle') } : {}),
    ...(has('frequency') ? { frequency: column('frequency') } : {}),
    payloadBytes: bytes.length,
    ...(position === undefined ? {} : { position }),
    key: (index) => keys[index]?.key ?? new Uint8Array(),
  };
}
