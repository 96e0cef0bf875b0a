import { formatCount } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A source that evicts is too small; keys vanish while they are copied. */
export const evicting: Rule = {
  id: 'eviction.source',
  severity: 'warning',
  what: 'a source that has been evicting keys',
  why: 'It is full: keys vanish while the migration runs, and a target of the same size would be full too.',
  docs: valkeyTopic('lru-cache'),
  basis: 'documented',
  evaluate({ source }) {
    if (source.evictedKeys === null || source.evictedKeys === 0) return [];
    return [
      {
        severity: 'warning',
        message: `The source has evicted ${formatCount(source.evictedKeys)} keys since it started`,
        evidence: `INFO of the source: evicted_keys ${String(source.evictedKeys)}, policy ${source.maxMemoryPolicy ?? 'not told'}`,
        fix: 'Choose a larger target; expect that keys which were evicted meanwhile count as missing when the copy is verified.',
      },
    ];
  },
};
