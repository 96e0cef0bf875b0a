import { TEMPORARY_PREFIX } from '../../core/largeValue';
import { keyInSlot, keySlot } from '../cluster/slots';

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
