import { t } from '../../model/t';
import { formatCount } from '../../report/format';
import { versionAtLeast } from '../../model/profile';
import { valkeyTopic } from '../pages';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** RESP3 came with Redis 6. */
export const resp3: Rule = {
  id: 'clients.protocol',
  severity: 'warning',
  what: 'clients that speak RESP3, which the target does not',
  why: 'HELLO 3 fails on a server before Redis 6, and with it the connection of such a client.',
  docs: valkeyTopic('protocol'),
  basis: 'documented',
  evaluate({ facts, target }) {
    const { resp3: speakers = null } = facts.source?.clients ?? {};
    if (speakers === null || speakers === 0) return [];
    if (target.product === 'valkey' || versionAtLeast(target.version, '6.0')) return [];
    return [
      {
        severity: 'warning',
        message:
          speakers === 1
            ? t('{0} client speaks RESP3, which {1} does not', speakers, productName(target))
            : t('{0} clients speak RESP3, which {1} does not', formatCount(speakers), productName(target)),
        evidence: t('CLIENT LIST of the source names resp=3'),
        fix: t('Choose a newer target, or set the clients to RESP2.'),
      },
    ];
  },
};
