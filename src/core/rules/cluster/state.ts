import type { ClusterFacts } from '../../model/serverFacts';
import { valkeyTopic } from '../pages';
import { MOVING } from '../routesBy';
import { counted } from '../rule';
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
  const missing = SLOTS - cluster.slotsServed;
  return [
    {
      severity: 'error',
      message: `The cluster of the ${end} is not whole: ${missing === 0 ? 'it says that it is down' : `${counted(missing, 'slot is', 'slots are')} served by nobody`}`,
      evidence: `CLUSTER INFO of the ${end}: cluster_state ${cluster.ok ? 'ok' : 'fail'}, ${String(cluster.slotsServed)} of ${String(SLOTS)} slots served`,
      fix: 'Repair it first: CLUSTER NODES shows which slots or nodes are missing.',
      blocks: MOVING,
    },
  ];
}
