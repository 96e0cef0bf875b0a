import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Passwords and data in plain text. */
export const plainText: Rule = {
  id: 'security.plainText',
  severity: 'info',
  what: 'a target that is reached without TLS',
  why: 'Passwords and data go through the network in plain text, during the copy and after it.',
  docs: userGuide('in-transit-encryption'),
  basis: 'documented',
  evaluate({ facts, places }) {
    if (places.target.planned || facts.target?.tls !== false || places.target.kind === 'serverless')
      return [];
    return [
      {
        severity: 'info',
        message: t('The target is reached without TLS'),
        evidence: t('this connection has none'),
        fix:
          places.target.kind === 'elasticache'
            ? t('Turn on in-transit encryption (before a copy, but after an online migration).')
            : t('Give the target a TLS port, unless the network is closed.'),
      },
    ];
  },
};
