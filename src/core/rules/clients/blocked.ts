import { counted } from '../rule';
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
        message: `${counted(blocked, 'client waits', 'clients wait')} in a blocking command (BLPOP, XREAD …)`,
        evidence: `INFO of the source: blocked_clients ${String(blocked)}`,
        fix: 'Restart such consumers at the cutover, or give their commands a timeout.',
      },
    ];
  },
};
