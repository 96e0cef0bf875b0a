import type { Failure } from '../../core/model/failure';
import { isPassingInCluster } from '../patience';
import type { NodePool } from './nodePool';

/**
 * Asks a cluster, again as long as what fails may pass and one is to be patient.
 * @param passes whether what failed may pass
 * @throws Failure; what `ask` throws; the signal's reason
 */
export async function steadily<Answer>(
  pool: NodePool,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
  passes: (error: unknown) => error is Failure = isPassingInCluster,
): Promise<Answer> {
  for (;;) {
    try {
      const answer = await ask();
      pool.patience.progress();
      return answer;
    } catch (error) {
      if (!passes(error)) throw error;
      await pool.patience.wait(error, signal);
      await pool.refresh().catch(() => undefined);
    }
  }
}
