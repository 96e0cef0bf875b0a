import { t } from '../../model/t';
import { formatCount } from '../../report/format';
import type { Rule } from '../rule';

/** Who waits in BLPOP keeps waiting on the source. */
export const blockedClients: Rule = {
  id: 'clients.blocked',
  severity: 'info',
  what: 'clients that wait in a blocking command',
  why: 'They keep waiting at the source after the cutover, while the work arrives at the target.',
  docs: 'https://valkey.io/commands/blpop/',
  basis: 'documented',
  evaluate({ facts }) {
    const { blocked = 0 } = facts.source?.clients ?? {};
    if (blocked === 0) return [];
    return [
      {
        severity: 'info',
        message:
          blocked === 1
            ? t('{0} client waits in a blocking command (BLPOP, XREAD …)', blocked)
            : t('{0} clients wait in a blocking command (BLPOP, XREAD …)', formatCount(blocked)),
        evidence: t('INFO of the source: blocked_clients {0}', blocked),
        fix: t('Restart such consumers at the cutover, or give their commands a timeout.'),
      },
    ];
  },
};
