import { t } from '../../model/t';
import { listed } from '../listed';
import { valkeyTopic } from '../pages';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** They come with the server and add nothing unless their types are used. */
const BUILT_IN = new Set(['vectorset', 'lua']);

/** A module brings commands too. */
export const loadedModules: Rule = {
  id: 'module.loaded',
  severity: 'warning',
  what: 'modules of the source that the target does not have',
  why: 'Their commands are gone there, even where no key of theirs is stored.',
  docs: valkeyTopic('modules-intro'),
  basis: 'documented',
  evaluate({ source, target, places, file }) {
    const missing = source.modules.filter((name) => !BUILT_IN.has(name) && !target.modules.includes(name));
    // A file tells only of modules whose values it holds, which rules of their own look at.
    if (missing.length === 0 || file !== undefined) return [];
    return [
      {
        severity: 'warning',
        message: t(
          '{0} does not have {1}, which the source has loaded',
          productName(target),
          listed(missing),
        ),
        evidence: t('MODULE LIST of both'),
        fix:
          places.target.kind === 'self-managed'
            ? t('Load the same modules on the target, if applications use them.')
            : t(
                'ElastiCache loads no modules of yours: see whether its own JSON, Bloom filters or search replace them.',
              ),
      },
    ];
  },
};
