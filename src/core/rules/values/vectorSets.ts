import { t } from '../../model/t';
import { versionAtLeast } from '../../model/profile';
import { BY_RDB } from '../routesBy';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** Vector sets changed their form without a new RDB version. */
export const vectorSets: Rule = {
  id: 'module.vectorSets',
  severity: 'warning',
  what: 'vector sets for an older version of Redis 8',
  why: 'Redis 8.0.2 refuses those of 8.0.6, although both write the same RDB version.',
  docs: 'https://github.com/redis/redis/issues/14144',
  basis: 'measured',
  evaluate({ source, target, kinds }) {
    const both = [source, target].every(({ modules }) => modules.includes('vectorset'));
    if (!both || (kinds.counts.get('module') ?? 0) === 0) return [];
    if (versionAtLeast(target.version, source.version)) return [];
    return [
      {
        severity: 'warning',
        message: t('Vector sets of {0} may be refused by {1}', productName(source), productName(target)),
        evidence: t('their form changed between 8.0.2 and 8.0.6'),
        fix: t(
          'Choose a target that is not older than the source; the copy puts keys that are refused in quarantine.',
        ),
        risks: ['copy', 'live-copy', ...BY_RDB],
      },
    ];
  },
};
