import type { KeyBatch } from '../keyBatch';

const NOTHING = new Uint8Array();

/**
 * Some keys of a batch, by their indexes, as a batch of its own. It shares the payloads' bytes.
 * @param last whether nothing more of the batch is to come: then it takes over its position
 */
export function pickKeys(batch: KeyBatch, indexes: Uint32Array, last: boolean): KeyBatch {
  const { offsets, lengths, expireAt, idle, frequency, sizes, position, node } = batch;
  const pick = (column: Int32Array): Int32Array => Int32Array.from(indexes, (index) => column[index] ?? -1);
  const picked = {
    database: batch.database,
    count: indexes.length,
    bytes: batch.bytes,
    offsets: indexes.map((index) => offsets[index] ?? 0),
    lengths: pick(lengths),
    expireAt: Float64Array.from(indexes, (index) => expireAt[index] ?? 0),
    ...(idle === undefined ? {} : { idle: pick(idle) }),
    ...(frequency === undefined ? {} : { frequency: pick(frequency) }),
    payloadBytes: indexes.reduce((sum, index) => sum + Math.max(0, lengths[index] ?? 0), 0),
    ...(sizes === undefined ? {} : { sizes: Float64Array.from(indexes, (index) => sizes[index] ?? -1) }),
    ...(last && position !== undefined ? { position } : {}),
    ...(node === undefined ? {} : { node }),
    key: (index: number) => batch.key(indexes[index] ?? 0),
    release: () => {
      picked.bytes = NOTHING;
      // The others have the bytes for themselves.
      if (last) batch.release?.();
    },
  };
  return picked;
}
