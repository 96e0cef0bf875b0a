import { t } from '../../model/t';
import { formatDuration } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

const LAG_SECONDS = 10;

/** Replicas that cannot keep up will not bear more load. */
export const replicaLag: Rule = {
  id: 'safety.replicaLag',
  severity: 'warning',
  what: 'replicas of the source that lag behind',
  why: 'The source or its network is at its limit, and one more reader will not help; a failover now would lose writes.',
  docs: valkeyTopic('replication'),
  basis: 'documented',
  evaluate({ facts }) {
    const { lagSeconds: lag = null } = facts.source?.replication ?? {};
    if (lag === null || lag <= LAG_SECONDS) return [];
    return [
      {
        severity: 'warning',
        message: t('A replica of the source lags {0} behind', formatDuration(lag)),
        evidence: t('INFO of the source: lag={0}', lag),
        fix: t('Find out why first; copy with an automatic pace, at a quiet hour.'),
      },
    ];
  },
};
