import type { NodeServer } from '../nodeServer';
import type { NodePool } from './nodePool';
import { steadily } from './steadily';
import type { Place } from './topology';

/**
 * Asks every master of a cluster, until all have answered.
 * @param begin called before they are asked, and again whenever all of them are asked anew
 * @throws Failure; what `ask` throws
 */
export function eachMaster<Answer>(
  pool: NodePool,
  signal: AbortSignal,
  ask: (node: NodeServer, place: Place) => Promise<Answer>,
  begin: () => void = () => undefined,
): Promise<Answer[]> {
  return steadily(pool, signal, () => {
    begin();
    return Promise.all(pool.topology.masters.map((place) => pool.asking(place, ask)));
  });
}
