import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { counted } from '../../report/counted';
import type { Rule } from '../rule';

/** The script cache is not data either. */
export const cachedScripts: Rule = {
  id: 'lua.cachedScripts',
  severity: 'info',
  what: 'scripts in the cache of the source',
  why: 'They are not part of the data: EVALSHA answers NOSCRIPT on the target until a script was loaded there.',
  docs: valkeyTopic('eval-intro'),
  basis: 'documented',
  evaluate({ facts }) {
    const { cachedScripts: count = null } = facts.source ?? {};
    if (count === null || count === 0) return [];
    return [
      {
        severity: 'info',
        message: t('{0} in the cache of the source will not be on the target', counted(count, 'script')),
        evidence: t('INFO of the source: number_of_cached_scripts {0}', count),
        fix: t(
          'Most libraries send the script again on NOSCRIPT; see that yours does, or SCRIPT LOAD them on the target.',
        ),
      },
    ];
  },
};
