import type { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { RestoreException, RestoreRequest } from '../../core/ports';
import { isPassingRefusal } from '../patience';
import { batchSlots } from './keySlots';
import type { NodePool } from './nodePool';
import type { Redirect } from './redirect';
import { route } from './route';
import type { Group } from './route';

/** Writes each key to the node that serves its slot. See KeySink.restore. @throws Failure */
export async function restoreRouted(
  pool: NodePool,
  request: RestoreRequest,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, RestoreException>> {
  const exceptions = new Map<number, RestoreException>();
  /** Keys of which it is not known whether they were written when the connection was lost. */
  const doubtful = new Set<number>();
  const work = async ({ node, place, positions, asking }: Group): Promise<Map<number, Redirect>> => {
    const { restorer, replicas, runId } = await node.writer();
    if (pool.writtenTo.isAnother(place.id, runId)) pool.patience.restarted();
    const part = { ...request, indexes: Uint32Array.from(positions) };
    const found = await (asking ? restorer.writeAsking(part) : restorer.write(part, signal));
    if (found.size < positions.length) {
      const marks = pool.unheld.of(place.id);
      const mark = marks.wrote();
      const count = pool.topology.replicasOf.get(place.id)?.length ?? 0;
      // The connections of the writer know nothing of what another one wrote.
      const asked = asking || count === 0 ? [] : replicas.map((replica) => replica.confirm(count));
      if (asked.length > 0 && (await Promise.all(asked)).every((held) => held)) marks.held(mark);
    }
    const redirects = new Map<number, Redirect>();
    for (const [index, { redirect, ...exception }] of found) {
      if (redirect !== undefined) redirects.set(index, redirect);
      else if (exception.kind === 'stopped' && isPassingRefusal(exception.failure)) {
        redirects.set(index, { kind: 'wait', failure: exception.failure });
      } else if (exception.kind === 'exists' && doubtful.has(index)) {
        exceptions.set(index, { kind: 'exists', doubtful: true });
      } else exceptions.set(index, exception);
    }
    return redirects;
  };
  const routed = {
    slots: batchSlots(request.batch),
    positions: request.indexes,
    what: t('Could not write to {0}', pool.dial.label),
    onDoubt: (positions: readonly number[]) => {
      for (const position of positions) doubtful.add(position);
    },
    onGivenUp: (positions: readonly number[], failure: Failure) => {
      for (const position of positions) exceptions.set(position, { kind: 'stopped', failure });
    },
    work,
  };
  await route(pool, routed, signal);
  return exceptions;
}
