import type { KeyBatch } from '../../core/keyBatch';

/** The keys of some batches, in their order, as one. Eviction data and positions are left out. */
export function joinBatches(database: number, parts: readonly KeyBatch[]): KeyBatch {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const offsets = new Uint32Array(count);
  const lengths = new Int32Array(count);
  const expireAt = new Float64Array(count);
  const firsts: number[] = [];
  let at = 0;
  let first = 0;
  for (const part of parts) {
    firsts.push(first);
    for (let index = 0; index < part.count; index++) offsets[first + index] = at + (part.offsets[index] ?? 0);
    lengths.set(part.lengths, first);
    expireAt.set(part.expireAt, first);
    at += part.bytes.length;
    first += part.count;
  }
  return {
    database,
    count,
    bytes: Buffer.concat(parts.map(({ bytes }) => bytes)),
    offsets,
    lengths,
    expireAt,
    payloadBytes: parts.reduce((sum, { payloadBytes }) => sum + payloadBytes, 0),
    key(index) {
      const part = firsts.findLastIndex((before) => before <= index);
      return parts[part]?.key(index - (firsts[part] ?? 0)) ?? new Uint8Array();
    },
  };
}
