import { t } from '../../model/t';
import { callWords, calledOf } from '../calledOf';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';
import { intoCluster } from './intoCluster';

/** MULTI and WATCH hold for one slot. */
export const clusterTransactions: Rule = {
  id: 'cluster.transactions',
  severity: 'warning',
  what: 'transactions, used by clients of a source that becomes a cluster',
  why: 'In a cluster all keys of a transaction must share a slot; many client libraries cannot send others at all.',
  docs: valkeyTopic('transactions'),
  basis: 'documented',
  evaluate(evidence) {
    const called = intoCluster(evidence) ? calledOf(evidence.facts.source, ['exec', 'watch']) : [];
    if (called.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t('Clients use transactions, whose keys must share a slot in a cluster'),
        evidence: callWords(called),
        fix: t('Give the keys of each transaction one hash tag, {like this}.'),
      },
    ];
  },
};
