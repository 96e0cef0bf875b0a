import type { PartialProfile } from '../../model/partialProfile';

/** Bytes of data that a full sync was seen to move in a second at the least, over a network of one gigabit. */
const BYTES_PER_SECOND = 50_000_000;

/** About how many seconds a full sync of that server takes; at least one, and null where it does not tell how much it holds. An estimate on the long side. */
export function fullSyncSeconds(source: Pick<PartialProfile, 'usedMemory'>): number | null {
  return source.usedMemory === null ? null : Math.max(1, source.usedMemory / BYTES_PER_SECOND);
}
