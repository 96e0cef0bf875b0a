import { isFailure } from '../core/model/failure';
import type { Failure } from '../core/model/failure';
import type { RestoreException, RestoreRequest } from '../core/ports';
import { isPassingRefusal } from './patience';
import type { ReachedNode, Reaching } from './reaching';

/** Writes keys to a server that stands alone, and waits for it if need be. See KeySink.restore. @throws Failure */
export async function restorePatiently(
  { patience, passes, reach }: Reaching,
  request: RestoreRequest,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, RestoreException>> {
  const exceptions = new Map<number, RestoreException>();
  let left = request.indexes;
  /** The connection was lost before it was known what became of them. */
  let doubtful: ReadonlySet<number> = new Set();
  for (;;) {
    let reached: ReachedNode | undefined;
    let failure: Failure | undefined;
    try {
      reached = await reach();
      const { restorer, runId } = await reached.node.writer();
      reached.writtenTo(runId);
      const again: number[] = [];
      const found = await restorer.write({ ...request, indexes: left }, signal);
      if (found.size < left.length) reached.accepted?.();
      for (const [index, exception] of found) {
        if (exception.kind === 'stopped' && isPassingRefusal(exception.failure)) {
          again.push(index);
          failure = exception.failure;
        } else if (exception.kind === 'exists' && doubtful.has(index)) {
          exceptions.set(index, { kind: 'exists', doubtful: true });
        } else exceptions.set(index, exception);
      }
      if (again.length < left.length) patience.progress();
      if (failure === undefined) return exceptions;
      left = Uint32Array.from(again);
      // After a failover the name leads elsewhere, but this connection does not.
      if (failure.code === 'server.readonly') {
        reached.demoted?.();
        await reached.drop();
      }
    } catch (error) {
      if (!passes(error)) throw error;
      failure = error;
      if (reached !== undefined) {
        await reached.drop();
        doubtful = new Set([...doubtful, ...left]);
      }
    }
    try {
      await patience.wait(failure, signal);
    } catch (error) {
      // Also when it is aborted: what was written before is to be counted.
      const stopped = { kind: 'stopped', failure: isFailure(error) ? error : failure } as const;
      for (const index of left) exceptions.set(index, stopped);
      return exceptions;
    }
  }
}
