import { versionAtLeast } from '../../model/profile';
import { valkeyTopic } from '../pages';
import { counted, productName } from '../rule';
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
        message: `${counted(speakers, 'client speaks', 'clients speak')} RESP3, which ${productName(target)} does not`,
        evidence: 'CLIENT LIST of the source names resp=3',
        fix: 'Choose a newer target, or set the clients to RESP2.',
      },
    ];
  },
};
