import type { Failure } from '../../core/model/failure';
import type { FunctionLibrary, RestoreOutcome } from '../../core/ports';
import { isPassingInCluster } from '../patience';
import { placeKey } from './nodePool';
import type { NodePool } from './nodePool';

/**
 * Loads a function library on every master: each node runs only its own. It counts as restored when one took it.
 * @throws Failure when a master stays away
 */
export async function loadEverywhere(
  pool: NodePool,
  library: FunctionLibrary,
  replace: boolean,
  signal: AbortSignal,
): Promise<RestoreOutcome> {
  const { patience } = pool;
  const outcomes = new Map<string, RestoreOutcome>();
  for (;;) {
    const left = pool.topology.masters.filter((place) => !outcomes.has(placeKey(place)));
    if (left.length === 0) break;
    let failure: Failure | undefined;
    for (const place of left) {
      try {
        const node = await pool.node(place);
        if (pool.writtenTo.isAnother(place.id, (await node.writer()).runId)) patience.restarted();
        const outcome = await node.loadLibrary(library, replace);
        if (outcome.kind === 'stopped') failure = outcome.failure;
        else {
          outcomes.set(placeKey(place), outcome);
          if (outcome.kind === 'restored') pool.unheld.of(place.id).wrote();
        }
      } catch (error) {
        if (!isPassingInCluster(error)) throw error;
        failure = error;
        await pool.node(place).then(
          (node) => pool.drop(place, node),
          () => undefined,
        );
      }
    }
    if (failure === undefined) {
      patience.progress();
      continue;
    }
    await patience.wait(failure, signal);
    await pool.refresh().catch(() => undefined);
  }
  const all = [...outcomes.values()];
  return (
    all.find(({ kind }) => kind === 'refused') ??
    all.find(({ kind }) => kind === 'restored') ?? { kind: 'exists' }
  );
}
