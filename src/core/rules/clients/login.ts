import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Applications that never had to log in. */
export const login: Rule = {
  id: 'clients.login',
  severity: 'info',
  what: 'applications that have to log in',
  why: 'A client without a user and a password is refused by a target that asks for them.',
  docs: userGuide('Clusters.RBAC'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const asks =
      places.target.authenticates ?? (facts.target === null ? null : facts.target.access.open === false);
    if (facts.source?.access.open !== true || asks !== true) return [];
    return [
      {
        severity: 'info',
        message: t('The source takes clients without a password and the target does not'),
        evidence: t('the default user of the source needs no password'),
        fix: t('Give every client its user and password (or an IAM token) for the target.'),
      },
    ];
  },
};
