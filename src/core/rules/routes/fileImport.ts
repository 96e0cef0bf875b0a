import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** A server of one's own loads the RDB file that it finds when it starts; a cache has no such place. */
export const fileImport: Rule = {
  id: 'route.fileImport',
  severity: 'info',
  what: 'a file for a cache that exists, which ElastiCache does not take',
  why: 'ElastiCache reads an RDB file only from S3, and only while a cache is created.',
  docs: userGuide('backups-seeding-redis'),
  basis: 'documented',
  evaluate({ places }) {
    if (places.target.kind === 'self-managed') return [];
    return [
      {
        severity: 'info',
        message: t('ElastiCache loads no RDB file into a cache that exists'),
        evidence:
          places.target.kind === 'serverless'
            ? t('the target is a serverless cache')
            : t('the target is a node-based cache'),
        fix: t('Put the file into S3 and create the cache from it, or copy the keys.'),
        blocks: ['file-import'],
      },
    ];
  },
};
