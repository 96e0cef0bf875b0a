import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Applications that speak plain text today. */
export const transport: Rule = {
  id: 'clients.tls',
  severity: 'info',
  what: 'applications that have to turn on TLS',
  why: 'A client without TLS gets no answer from a target that takes TLS only.',
  docs: userGuide('in-transit-encryption'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const target =
      places.target.kind === 'serverless' ? true : (places.target.inTransitEncryption ?? facts.target?.tls);
    if (facts.source?.tls !== false || target !== true) return [];
    return [
      {
        severity: 'info',
        message: t('The source is reached without TLS and the target by TLS'),
        evidence:
          places.target.kind === 'serverless'
            ? t('serverless caches take TLS only')
            : t('the target encrypts in transit'),
        fix: t('Turn TLS on in every client (rediss://), and try it against the target before the cutover.'),
      },
    ];
  },
};
