import type { CopyChoice } from '../../desk/copyChoice';
import type { VerifyResult } from '../../../core/model/verification';

/**
 * Whether copying again may mend what was found; true where it is not known what differs.
 * @param keeps whether the copy keeps what the target held: then only what is missing is mended
 */
export function isRepairable(result: VerifyResult | undefined, keeps: boolean): boolean {
  if (result === undefined) return true;
  const { differences, differencesTotal, keys } = result;
  if (!keeps || differences.length < differencesTotal) return differencesTotal > keys.extra;
  return differences.some(({ kinds }) => kinds.includes('missing'));
}

/** Whether a copy leaves keys that the target held as they are, so that a repair does too. */
export function keepsHeld({ onConflict }: Pick<CopyChoice, 'onConflict'>): boolean {
  return onConflict !== 'replace';
}

/** How many keys that only the target holds may be deleted: all that a verification found that looked at every key. */
export function deletable(result: VerifyResult | undefined): number {
  if (result === undefined || result.mode === 'sample') return 0;
  return result.status === 'done' || result.status === 'incomplete' ? result.keys.extra : 0;
}
