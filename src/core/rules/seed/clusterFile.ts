import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Files of a cluster go into a cluster. */
export const seedClusterFile: Rule = {
  id: 'seed.clusterFile',
  severity: 'info',
  what: 'files of a cluster for a cache without cluster mode',
  why: 'ElastiCache does not create a cache without cluster mode from the files of a cluster.',
  docs: userGuide('backups-seeding-redis'),
  basis: 'documented',
  evaluate({ source, target, places }) {
    if (places.target.kind === 'self-managed' || source.mode !== 'cluster' || target.mode === 'cluster')
      return [];
    return [
      {
        severity: 'info',
        message: t('The source is a cluster, and its files do not load into a cache without cluster mode'),
        evidence: t('the source is cluster, the target standalone'),
        fix: t('Create the target in cluster mode (with any number of shards), or use the copy.'),
        blocks: ['seed-from-rdb', 'snapshot-copy'],
      },
    ];
  },
};
