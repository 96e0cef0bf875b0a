import type { KeyBatch } from '../ports';
import { pickKeys } from './pickKeys';
import type { Selects } from './selection';
import type { Tally } from './tally';

/** How many more keys a rehearsal takes; shared by the databases of a run. */
export interface Allowance {
  left: number;
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
  tally: Tally,
): AsyncGenerator<KeyBatch> {
  for await (const batch of batches) {
    const { bytes, offsets, lengths, expireAt, count } = batch;
    const chosen = new Uint32Array(count);
    let kept = 0;
    let index = 0;
    for (; index < count && allowance.left > 0; index++) {
      const gone = (lengths[index] ?? -1) < 0;
      const type = bytes[offsets[index] ?? 0] ?? 0;
      if (selects !== null && !gone && !selects(batch.key(index), type, expireAt[index] ?? 0)) continue;
      chosen[kept++] = index;
      allowance.left--;
    }
    tally.excluded(index - kept);
    // Where the allowance ends, keys of the batch are left.
    yield kept === count ? batch : pickKeys(batch, chosen.subarray(0, kept), index === count);
    if (allowance.left === 0) return;
  }
}
