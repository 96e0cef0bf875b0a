import { t } from '../../model/t';
import { formatBytes, formatCount } from '../../report/format';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** What copies into a serverless cache is counted and paid for. */
export const serverlessCost: Rule = {
  id: 'serverless.cost',
  severity: 'info',
  what: 'a copy into a serverless cache, which is billed by what is transferred',
  why: 'About one ECPU is counted for each kilobyte that is written or read, and a cache that grows quickly throttles.',
  docs: userGuide('RedisConfiguration'),
  basis: 'inferred',
  evaluate({ source: { usedMemory }, places }) {
    if (places.target.kind !== 'serverless' || usedMemory === null || usedMemory === 0) return [];
    return [
      {
        severity: 'info',
        message: t(
          'Writing the data takes about {0} million ECPUs',
          formatCount(Math.ceil(usedMemory / 1_000_000_000)),
        ),
        evidence: t('the source uses {0}, at one ECPU a kilobyte', formatBytes(usedMemory)),
        fix: t(
          'Verify by outline rather than by value if that matters, and keep the pace moderate: a serverless cache grows step by step.',
        ),
      },
    ];
  },
};
