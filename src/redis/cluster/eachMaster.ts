import type { NodeServer } from '../nodeServer';
import { isPassingInCluster } from '../patience';
import type { NodePool } from './nodePool';
import type { Place } from './topology';

/**
 * Asks every master of a cluster, until all have answered.
 * @param begin called before they are asked, and again whenever all of them are asked anew
 * @throws Failure; what `ask` throws
 */
export async function eachMaster<Answer>(
  pool: NodePool,
  signal: AbortSignal,
  ask: (node: NodeServer, place: Place) => Promise<Answer>,
  begin: () => void = () => undefined,
): Promise<Answer[]> {
  for (;;) {
    begin();
    try {
      const answers = await Promise.all(pool.topology.masters.map((place) => pool.asking(place, ask)));
      pool.patience.progress();
      return answers;
    } catch (error) {
      if (!isPassingInCluster(error)) throw error;
      await pool.patience.wait(error, signal);
      await pool.refresh().catch(() => undefined);
    }
  }
}
