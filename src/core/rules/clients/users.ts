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
        message: `The source has ${counted(from, 'user')} beside the default one, the target ${to === 0 ? 'none that is known' : String(to)}`,
        evidence: 'ACL LIST of both',
        fix: managed
          ? 'Create them as users of ElastiCache with the same access strings; passwords are set apart from those.'
          : `Create them on the target: ACL SETUSER (see ${valkeyTopic('acl')}).`,
      },
    ];
  },
};
