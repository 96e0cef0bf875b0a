import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** AWS's routes end in ElastiCache. */
export const routeTarget: Rule = {
  id: 'route.target',
  severity: 'info',
  what: 'a target that is not in ElastiCache',
  why: 'Online migration, seeding, snapshots and engine upgrades are services of ElastiCache.',
  docs: userGuide('OnlineMigration'),
  basis: 'documented',
  evaluate({ places }) {
    if (places.target.kind !== 'self-managed') return [];
    return [
      {
        severity: 'info',
        message: t("The target is not in ElastiCache, so that none of AWS's own routes leads to it"),
        evidence: t('the address of the target is none of ElastiCache'),
        fix: t('Nothing to do: the copy works between any two servers.'),
        blocks: ['online-migration', 'seed-from-rdb', 'snapshot-copy', 'engine-upgrade'],
      },
    ];
  },
};
