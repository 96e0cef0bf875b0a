import { t } from '../../model/t';
import { userGuide } from '../pages';
import { settingOf } from '../settingOf';
import type { Rule } from '../rule';

/** ElastiCache has no append-only file. */
export const durability: Rule = {
  id: 'safety.durability',
  severity: 'warning',
  what: 'an append-only file, which ElastiCache does not have',
  why: 'Writes that were acknowledged can be lost in a failover there, unless the cache was created with durability (Valkey 9).',
  docs: userGuide('durability'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const aof = facts.source?.persistence?.appendOnly ?? settingOf(facts.source, 'appendonly') === 'yes';
    if (!aof || places.target.kind === 'self-managed') return [];
    return [
      {
        severity: 'warning',
        message: t('The source keeps an append-only file, and ElastiCache has none'),
        evidence: `aof_enabled 1, appendfsync ${settingOf(facts.source, 'appendfsync') ?? t('not told')}`,
        fix: t(
          'Create the cache with Valkey 9 and durability if no acknowledged write may be lost; else Multi-AZ and snapshots.',
        ),
      },
    ];
  },
};
