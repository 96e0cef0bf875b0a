import { Failure } from '../model/failure';
import { isNewProcess } from '../model/newProcess';
import type { Profile } from '../model/profile';
import { t } from '../model/t';
import type { KeyRemover, KeySource } from '../ports';

/**
 * Deletes keys that only the target holds, as far as that is allowed.
 * @param target the one that knows the keys by their names in the source
 * @returns those that stay
 * @throws Failure `server.permission` …
 */
export type Removal = (
  target: KeyRemover,
  database: number,
  extras: readonly Uint8Array[],
  signal: AbortSignal,
) => Promise<readonly Uint8Array[]>;

/**
 * What deletes keys from the target that were just found to be missing in the source.
 * @param known the source when the verification began: one that was restarted since may lack its data, so that the
 * target holds the last of it, and nothing is deleted any more
 * @param most how many keys may be deleted in all
 */
export function remover(source: Pick<KeySource, 'profile'>, known: Profile, most: number): Removal {
  let left = most;
  return async (target, database, extras, signal) => {
    const allowed = extras.slice(0, left);
    if (allowed.length === 0) return extras;
    left -= allowed.length;
    if (isNewProcess(known, await source.profile(signal))) {
      throw new Failure('run.otherServer', {
        what: t('Could not delete what only the target holds'),
        why: t('the source was restarted, or another node took over, and may lack keys that it held before'),
        next: t('See that the source holds its data, then verify again. No further key was deleted.'),
      });
    }
    await target.remove(database, allowed, signal);
    return extras.slice(allowed.length);
  };
}
