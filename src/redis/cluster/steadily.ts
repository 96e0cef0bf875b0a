import { isPassingInCluster } from '../patience';
import type { NodePool } from './nodePool';

/**
 * Asks a cluster, again as long as what fails may pass and one is to be patient.
 * @throws Failure; what `ask` throws; the signal's reason
 */
export async function steadily<Answer>(
  pool: NodePool,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    try {
      const answer = await ask();
      pool.patience.progress();
      return answer;
    } catch (error) {
      if (!isPassingInCluster(error)) throw error;
      await pool.patience.wait(error, signal);
      await pool.refresh().catch(() => undefined);
    }
  }
}
