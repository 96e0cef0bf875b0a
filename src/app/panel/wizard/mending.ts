import type { VerifyResult } from '../../../core/model/verification';

/** Whether copying again may mend what was found; true where it is not known what differs. */
export function isRepairable(result: VerifyResult | undefined): boolean {
  return result === undefined || result.differencesTotal > result.keys.extra;
}

/** How many keys that only the target holds may be deleted: all that a verification found that looked at every key. */
export function deletable(result: VerifyResult | undefined): number {
  if (result === undefined || result.mode === 'sample') return 0;
  return result.status === 'done' || result.status === 'incomplete' ? result.keys.extra : 0;
}
