import type { Profile } from '../../model/profile';

/** Bytes of data that a full sync was seen to move in a second at the least, over a network of one gigabit. */
const BYTES_PER_SECOND = 50_000_000;

/** About how many seconds a full sync of that server takes; at least one. An estimate on the long side. */
export function fullSyncSeconds(source: Pick<Profile, 'usedMemory'>): number {
  return Math.max(1, source.usedMemory / BYTES_PER_SECOND);
}
