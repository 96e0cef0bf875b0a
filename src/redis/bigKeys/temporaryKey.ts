import { keyInSlot, keySlot } from '../cluster/slots';

/** How the names of temporary keys begin, so that a person who finds one knows what it is. */
export const TEMPORARY_PREFIX = 'elasticache-migrator:part';

/**
 * The name of a key of the same slot, for a value that is being written.
 * @param run tells the runs apart
 */
export function temporaryKey(key: Uint8Array, run: string): Buffer {
  const slot = keySlot(key);
  return Buffer.from(
    keyInSlot(`${TEMPORARY_PREFIX}:${run}`, (candidate) => candidate === slot),
    'latin1',
  );
}
