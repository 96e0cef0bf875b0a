import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** Nobody has to be anybody. */
export const defaultUser: Rule = {
  id: 'security.defaultUser',
  severity: 'warning',
  what: 'a target that lets anyone in with all rights',
  why: 'After the cutover the data is as open as the network that it stands in.',
  docs: valkeyTopic('acl'),
  basis: 'documented',
  evaluate({ facts }) {
    const { open = null, defaultUserUnlimited = null } = facts.target?.access ?? {};
    if (open !== true || defaultUserUnlimited !== true) return [];
    return [
      {
        severity: 'warning',
        message: t('The target lets its default user in without a password, with every right'),
        evidence: t('ACL GETUSER default: on, nopass, every command on every key'),
        fix: t('Give the target users (RBAC in ElastiCache) or a password before applications move to it.'),
      },
    ];
  },
};
