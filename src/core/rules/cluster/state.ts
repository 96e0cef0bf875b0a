import { t } from '../../model/t';
import type { ClusterFacts } from '../../model/serverFacts';
import { valkeyTopic } from '../pages';
import { MOVING } from '../routesBy';
import { formatCount } from '../../report/format';
import type { Rule, Verdict } from '../rule';

const SLOTS = 16_384;

/** Slots that nobody serves can neither be read nor written. */
export const clusterState: Rule = {
  id: 'cluster.state',
  severity: 'error',
  what: 'a cluster of which not every slot is served',
  why: 'Keys in slots that nobody serves can neither be read nor written.',
  docs: valkeyTopic('cluster-tutorial'),
  basis: 'documented',
  evaluate({ facts }) {
    return [
      ...judge('source', facts.source?.cluster ?? null),
      ...judge('target', facts.target?.cluster ?? null),
    ];
  },
};

function judge(end: 'source' | 'target', cluster: ClusterFacts | null): Verdict[] {
  if (cluster === null || (cluster.ok && cluster.slotsServed === SLOTS)) return [];
  const named = end === 'source' ? t('source') : t('target');
  return [
    {
      severity: 'error',
      message: messageOf(named, SLOTS - cluster.slotsServed),
      evidence: t(
        'CLUSTER INFO of the {0}: cluster_state {1}, {2} of {3} slots served',
        named,
        cluster.ok ? 'ok' : 'fail',
        cluster.slotsServed,
        SLOTS,
      ),
      fix: t('Repair it first: CLUSTER NODES shows which slots or nodes are missing.'),
      blocks: MOVING,
    },
  ];
}

function messageOf(end: string, missing: number): string {
  if (missing === 0) return t('The cluster of the {0} is not whole: it says that it is down', end);
  return missing === 1
    ? t('The cluster of the {0} is not whole: {1} slot is served by nobody', end, missing)
    : t('The cluster of the {0} is not whole: {1} slots are served by nobody', end, formatCount(missing));
}
