import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Files and snapshots go into caches that are being created. */
export const seedNewCache: Rule = {
  id: 'seed.newCache',
  severity: 'info',
  what: 'a cache that exists already, which takes neither a file nor a snapshot',
  why: 'ElastiCache loads an RDB file or a snapshot only while it creates a cache.',
  docs: userGuide('backups-seeding-redis'),
  basis: 'documented',
  evaluate({ places }) {
    if (places.target.kind === 'self-managed' || places.target.planned) return [];
    return [
      {
        severity: 'info',
        message: t('The target exists already, so that it cannot be made from an RDB file or a snapshot'),
        evidence: t('both are named when a cache is created, and not later'),
        fix: t('Create another cache from the file, or copy into this one.'),
        blocks: ['seed-from-rdb', 'snapshot-copy'],
      },
    ];
  },
};
