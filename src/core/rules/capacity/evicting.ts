import { t } from '../../model/t';
import { counted } from '../../report/counted';
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
        message: t('The source has evicted {0} since it started', counted(source.evictedKeys, 'key')),
        evidence: t(
          'INFO of the source: evicted_keys {0}, policy {1}',
          source.evictedKeys,
          source.maxMemoryPolicy ?? t('not told'),
        ),
        fix: t(
          'Choose a larger target; expect that keys which were evicted meanwhile count as missing when the copy is verified.',
        ),
      },
    ];
  },
};
