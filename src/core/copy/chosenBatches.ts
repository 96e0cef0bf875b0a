import type { KeyBatch } from '../keyBatch';
import { pickKeys } from './pickKeys';
import type { Candidate, Selects } from './selection';

/** How many more keys a rehearsal takes; shared by the databases of a run. */
export interface Allowance {
  left: number;
}

/** Keys to copy. */
export interface ChosenBatch extends KeyBatch {
  /** How many keys of the batch were left out; absent when none was. */
  readonly excluded?: number;
}

/**
 * What of the batches is to be copied: what `selects` chooses (null: everything), until the allowance is used up. A key
 * that was gone when it was read is handed on, for the transfer to count. A batch of which nothing is chosen comes
 * empty, so that a run that leaves much out still shows that it goes on.
 */
export async function* chosenBatches(
  batches: AsyncIterable<KeyBatch>,
  selects: Selects | null,
  allowance: Allowance,
): AsyncGenerator<ChosenBatch> {
  for await (const batch of batches) {
    const { lengths, count } = batch;
    const chosen = new Uint32Array(count);
    let kept = 0;
    let index = 0;
    for (; index < count && allowance.left > 0; index++) {
      const gone = (lengths[index] ?? -1) === -1;
      if (selects !== null && !gone && !selects(candidate(batch, index))) continue;
      chosen[kept++] = index;
      allowance.left--;
    }
    if (kept === count) yield batch;
    // Where the allowance ends, keys of the batch are left.
    else
      yield Object.assign(pickKeys(batch, chosen.subarray(0, kept), index === count), {
        excluded: index - kept,
      });
    if (allowance.left === 0) return;
  }
}

function candidate(batch: KeyBatch, index: number): Candidate {
  const { bytes, offsets, lengths, expireAt, sizes, idle } = batch;
  const size = sizes?.[index] ?? -1;
  return {
    key: batch.key(index),
    type: bytes[offsets[index] ?? 0] ?? 0,
    expireAt: expireAt[index] ?? 0,
    // A key that was made between the two questions, or that just moved to another node, counts by its payload.
    bytes: size < 0 ? Math.max(0, lengths[index] ?? 0) : size,
    // And has just been used.
    idle: Math.max(0, idle?.[index] ?? 0),
  };
}
