import { t } from '../../model/t';
import { userGuide, valkeyTopic } from '../pages';
import { counted } from '../../report/counted';
import type { Rule } from '../rule';

/** Users are no data. */
export const users: Rule = {
  id: 'clients.users',
  severity: 'warning',
  what: 'users of the source that the target does not have',
  why: 'No route carries users and their rights over; their clients would be refused.',
  docs: userGuide('Clusters.RBAC'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const from = facts.source?.access.otherUsers ?? null;
    const to = facts.target?.access.otherUsers ?? 0;
    if (from === null || from <= to) return [];
    const managed = places.target.kind !== 'self-managed';
    return [
      {
        severity: 'warning',
        message:
          to === 0
            ? t(
                'The source has {0} beside the default one, the target none that is known',
                counted(from, 'user'),
              )
            : t('The source has {0} beside the default one, the target {1}', counted(from, 'user'), to),
        evidence: t('ACL LIST of both'),
        fix: managed
          ? t(
              'Create them as users of ElastiCache with the same access strings; passwords are set apart from those.',
            )
          : t('Create them on the target: ACL SETUSER (see {0}).', valkeyTopic('acl')),
      },
    ];
  },
};
