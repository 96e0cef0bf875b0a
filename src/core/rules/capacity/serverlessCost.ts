import { formatBytes } from '../../report/format';
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
        message: `Writing the data takes about ${Math.ceil(usedMemory / 1_000_000_000).toLocaleString('en-US')} million ECPUs`,
        evidence: `the source uses ${formatBytes(usedMemory)}, at one ECPU a kilobyte`,
        fix: 'Verify by outline rather than by value if that matters, and keep the pace moderate: a serverless cache grows step by step.',
      },
    ];
  },
};
