import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Of serverless caches the guide speaks of snapshots, not of foreign files. */
export const seedServerless: Rule = {
  id: 'seed.serverless',
  severity: 'info',
  what: 'a serverless cache that is to be created from a foreign RDB file',
  why: 'The tutorial on foreign files is written for node-based clusters only.',
  docs: userGuide('backups-seeding-redis'),
  basis: 'inferred',
  evaluate({ places }) {
    if (places.target.kind !== 'serverless' || places.source.kind !== 'self-managed') return [];
    return [
      {
        severity: 'info',
        message: t(
          'Whether a serverless cache can be created from the RDB file of a foreign server is not documented',
        ),
        evidence: t('the tutorial on it is about node-based clusters'),
        fix: t('Try it with a small file first, or use the copy.'),
        risks: ['seed-from-rdb'],
      },
    ];
  },
};
