import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { userGuide } from '../pages';
import { MOVING } from '../routesBy';
import type { Rule } from '../rule';

const LIMIT = 5_000_000_000_000;

/** Serverless caches end at 5,000 GB. */
export const serverlessSize: Rule = {
  id: 'serverless.size',
  severity: 'error',
  what: 'more data than a serverless cache holds',
  why: 'Its storage ends at 5,000 GB.',
  docs: userGuide('RedisConfiguration'),
  basis: 'documented',
  evaluate({ source: { usedMemory }, places }) {
    if (places.target.kind !== 'serverless' || usedMemory === null || usedMemory <= LIMIT) return [];
    return [
      {
        severity: 'error',
        message: t('The data is more than a serverless cache holds'),
        evidence: t(
          'the source uses {0}, a serverless cache holds up to {1}',
          formatBytes(usedMemory),
          formatBytes(LIMIT),
        ),
        fix: t('Choose a node-based cluster, or split the data over several caches.'),
        blocks: MOVING,
      },
    ];
  },
};
