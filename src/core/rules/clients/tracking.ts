import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { formatCount } from '../../report/format';
import type { Rule } from '../rule';

/** Caches inside applications know nothing of a move. */
export const tracking: Rule = {
  id: 'clients.tracking',
  severity: 'info',
  what: 'clients that keep a cache of their own, told by the server what changed',
  why: 'Their invalidations end with the connection to the source; what they hold then may be old.',
  docs: valkeyTopic('client-side-caching'),
  basis: 'documented',
  evaluate({ facts }) {
    const { tracking: trackers = null } = facts.source?.clients ?? {};
    if (trackers === null || trackers === 0) return [];
    return [
      {
        severity: 'info',
        message:
          trackers === 1
            ? t('{0} client tracks keys for a cache of its own', trackers)
            : t('{0} clients track keys for a cache of its own', formatCount(trackers)),
        evidence: t('CLIENT LIST of the source shows the flag t, or INFO tracking_clients'),
        fix: t(
          'Let these applications empty their caches when they switch to the target (most libraries do when the connection is new).',
        ),
      },
    ];
  },
};
