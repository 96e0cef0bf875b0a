import { LARGE } from './largeValue';
import type { DumpedKey, KeyBatch } from './keyBatch';

/** The keys of a batch one by one. The payloads are views into the batch. */
export function dumpedKeys(batch: KeyBatch): DumpedKey[] {
  const { count, bytes, offsets, lengths, expireAt, idle, frequency } = batch;
  return Array.from({ length: count }, (_, index) => {
    const start = offsets[index] ?? 0;
    const length = lengths[index] ?? -1;
    return {
      key: batch.key(index),
      payload: length < 0 ? null : bytes.subarray(start, start + length),
      ...(length === LARGE ? { large: true as const } : {}),
      expireAt: expireAt[index] ?? 0,
      ...(idle === undefined ? {} : { idle: idle[index] ?? -1 }),
      ...(frequency === undefined ? {} : { frequency: frequency[index] ?? -1 }),
    };
  });
}
