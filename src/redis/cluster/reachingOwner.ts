import { isPassingInCluster } from '../patience';
import type { ReachedNode, Reaching } from '../reaching';
import type { NodePool } from './nodePool';
import { keySlot } from './slots';

/** The way to a key's node. Who serves it is asked anew each time: for a large key it is worth it. */
export function reachingOwner(pool: NodePool, key: Uint8Array, what: string): Reaching {
  const { patience, writtenTo, leftOvers } = pool;
  const reach = async (): Promise<ReachedNode> => {
    await pool.refresh();
    const place = pool.topology.owners[keySlot(key)];
    if (place === undefined) throw pool.unserved(what, 1);
    const node = await pool.node(place);
    return {
      node,
      drop: () => pool.drop(place, node),
      marks: pool.unheld.of(place.id),
      writtenTo: (runId) => {
        if (writtenTo.isAnother(place.id, runId)) patience.restarted();
      },
    };
  };
  return { patience, passes: isPassingInCluster, leftOvers, reach };
}
