import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** AWS migrates online from a server of one's own only. */
export const onlineSource: Rule = {
  id: 'online.source',
  severity: 'info',
  what: 'an online migration from one ElastiCache cache to another',
  why: "AWS's online migration takes a self-managed source on EC2; it does not move data between two caches.",
  docs: userGuide('migrating-to-elasticache'),
  basis: 'documented',
  evaluate({ places }) {
    if (places.source.kind === 'self-managed' || places.target.kind === 'self-managed') return [];
    return [
      {
        severity: 'info',
        message: t('Source and target are both in ElastiCache, between which AWS does not migrate online'),
        evidence:
          places.source.kind === 'serverless'
            ? t('the source is a serverless cache')
            : t('the source is a node-based cache'),
        fix: t('Use an engine upgrade, a snapshot, or the copy.'),
        blocks: ['online-migration'],
      },
    ];
  },
};
