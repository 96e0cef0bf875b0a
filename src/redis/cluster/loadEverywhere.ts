import type { FunctionLibrary, RestoreOutcome } from '../../core/ports';
import { placeKey } from './nodePool';
import type { NodePool } from './nodePool';
import { Patience, isPassing } from './patience';

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
  const patience = new Patience();
  const outcomes = new Map<string, RestoreOutcome>();
  for (;;) {
    const left = pool.topology.masters.filter((place) => !outcomes.has(placeKey(place)));
    if (left.length === 0) break;
    let failure: unknown;
    for (const place of left) {
      try {
        const outcome = await (await pool.node(place)).loadLibrary(library, replace);
        outcomes.set(placeKey(place), outcome);
      } catch (error) {
        if (!isPassing(error)) throw error;
        failure = error;
        await pool.node(place).then(
          (node) => pool.drop(place, node),
          () => undefined,
        );
      }
    }
    if (failure === undefined) continue;
    await patience.wait(failure, signal);
    await pool.refresh().catch(() => undefined);
  }
  const all = [...outcomes.values()];
  return (
    all.find(({ kind }) => kind === 'stopped' || kind === 'refused') ??
    all.find(({ kind }) => kind === 'restored') ?? { kind: 'exists' }
  );
}
