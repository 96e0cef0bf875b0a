import { valkeyTopic } from '../pages';
import { counted } from '../rule';
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
        message: `${counted(count, 'client subscribes', 'clients subscribe')} to channels of the source`,
        evidence: 'CLIENT LIST of the source',
        fix: 'At the cutover switch subscribers first, then publishers; or let subscribers listen on both sides for a while.',
      },
    ];
  },
};
