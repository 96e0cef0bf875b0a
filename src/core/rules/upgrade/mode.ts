import { t } from '../../model/t';
import { modeName } from '../../report/modeName';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** An upgrade leaves the arrangement as it is. */
export const upgradeMode: Rule = {
  id: 'upgrade.mode',
  severity: 'info',
  what: 'an engine upgrade that would change cluster mode',
  why: 'An upgrade leaves cluster mode as it is.',
  docs: userGuide('VersionManagement-upgrade-considerations'),
  basis: 'documented',
  evaluate({ source, target, places }) {
    if (places.source.kind === 'self-managed' || places.target.kind === 'self-managed') return [];
    if (source.mode === target.mode) return [];
    return [
      {
        severity: 'info',
        message: t('An engine upgrade does not change cluster mode'),
        evidence: t('the source is {0}, the target {1}', modeName(source.mode), modeName(target.mode)),
        fix: t('Restore a snapshot into a new cache in the other mode, or use the copy.'),
        blocks: ['engine-upgrade'],
      },
    ];
  },
};
