import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { formatCount } from '../../report/format';
import type { Rule } from '../rule';

/** Messages are no data. */
export const subscribers: Rule = {
  id: 'clients.subscribers',
  severity: 'info',
  what: 'clients that subscribe to channels',
  why: 'Messages are not stored, so that no route carries them over: publisher and subscriber must be on the same side.',
  docs: valkeyTopic('pubsub'),
  basis: 'documented',
  evaluate({ facts }) {
    const { subscribers: count = null } = facts.source?.clients ?? {};
    if (count === null || count === 0) return [];
    return [
      {
        severity: 'info',
        message:
          count === 1
            ? t('{0} client subscribes to channels of the source', count)
            : t('{0} clients subscribe to channels of the source', formatCount(count)),
        evidence: t('CLIENT LIST of the source'),
        fix: t(
          'At the cutover switch subscribers first, then publishers; or let subscribers listen on both sides for a while.',
        ),
      },
    ];
  },
};
