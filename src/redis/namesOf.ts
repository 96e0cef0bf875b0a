import { globAfter } from '../core/copy/glob';
import type { PrefixedNamesRequest } from '../core/ports';
import { wantedSlots } from './cluster/keySlots';
import { keySlot } from './cluster/slots';

/** What SCAN is to match; absent means everything. */
export function patternOf({ prefix = '', match }: PrefixedNamesRequest): string | undefined {
  return prefix === '' ? match : globAfter(prefix, match ?? '*');
}

/** Makes of names that match what was asked for: those of the slots wanted, without the prefix. */
export function namesOf(
  request: PrefixedNamesRequest,
): (keys: readonly Uint8Array[]) => readonly Uint8Array[] {
  const wanted = wantedSlots(request);
  const cut = Buffer.byteLength(request.prefix ?? '');
  return (keys) => {
    const names = cut === 0 ? keys : keys.map((key) => key.subarray(cut));
    return wanted === null ? names : names.filter((name) => wanted[keySlot(name)] !== 0);
  };
}
