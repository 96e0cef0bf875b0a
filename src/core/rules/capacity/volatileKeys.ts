import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A policy of volatile keys needs volatile keys. */
export const volatileKeys: Rule = {
  id: 'eviction.volatile',
  severity: 'info',
  what: 'an eviction policy of the target that finds nothing to evict',
  why: 'A volatile policy drops keys with an expiry only; without any, a full target refuses writes.',
  docs: valkeyTopic('lru-cache'),
  basis: 'documented',
  evaluate({ source, target, places, file }) {
    const policy = places.target.kind === 'serverless' ? 'volatile-lru' : (target.maxMemoryPolicy ?? '');
    const { databases } = source;
    if (!policy.startsWith('volatile-') || source.keys === null || source.keys === 0) return [];
    if (databases.some(({ expiring }) => expiring !== 0)) return [];
    return [
      {
        severity: 'info',
        message: t(
          'No key of the source has an expiry, so that the target would have none to evict when it is full',
        ),
        evidence:
          file === undefined
            ? t(
                'maxmemory-policy of the target is {0}; INFO keyspace of the source counts 0 keys with an expiry',
                policy,
              )
            : t('maxmemory-policy of the target is {0}; the file holds 0 keys with an expiry', policy),
        fix: t('Size the target with room to spare, or choose an allkeys policy if it is a cache.'),
      },
    ];
  },
};
