import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Snapshots and engine upgrades begin in ElastiCache. */
export const routeSource: Rule = {
  id: 'route.source',
  severity: 'info',
  what: 'a source that is not in ElastiCache, of which AWS has no snapshot',
  why: 'A snapshot is copied, and an engine upgraded, only where the source is an ElastiCache cache itself.',
  docs: userGuide('backups'),
  basis: 'documented',
  evaluate({ places, file }) {
    if (file !== undefined || places.source.kind !== 'self-managed' || places.target.kind === 'self-managed')
      return [];
    return [
      {
        severity: 'info',
        message: t(
          'The source is not in ElastiCache: there is no snapshot to copy and no engine to upgrade in place',
        ),
        evidence: t('the address of the source is none of ElastiCache'),
        fix: t('Nothing to do: choose the copy, the online migration or an RDB file in S3.'),
        blocks: ['snapshot-copy', 'engine-upgrade'],
      },
    ];
  },
};
