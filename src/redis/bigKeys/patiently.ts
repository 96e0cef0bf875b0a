import type { LargeRequest, LargeValue } from '../../core/largeValue';
import { isFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { LargeOutcome } from '../../core/ports';
import { isLoss, isPassingRefusal } from '../patience';
import type { ReachedNode, Reaching } from '../reaching';

/** Opens a large key, and waits for its server if need be. See KeySource.openLarge. @throws Failure */
export async function openPatiently(
  { patience, passes, reach }: Reaching,
  database: number,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<LargeValue | null> {
  for (;;) {
    let reached: ReachedNode | undefined;
    try {
      reached = await reach();
      // A key has a connection of its own: whether the others still live is seen only so.
      await reached.node.control.ping();
      const value = await reached.node.openLarge(database, key);
      patience.progress();
      return value;
    } catch (error) {
      if (!passes(error)) throw error;
      if (reached !== undefined && isLoss(error)) await reached.drop();
      await patience.wait(error, signal);
    }
  }
}

/**
 * Writes a large key. What was read of it cannot be written again: after waiting for the server, it is `interrupted`.
 * See KeySink.writeLarge.
 * @throws Failure also what reading throws
 */
export async function writePatiently(
  { patience, passes, leftOvers, reach }: Reaching,
  request: LargeRequest,
  signal: AbortSignal,
): Promise<LargeOutcome> {
  let reached: ReachedNode | undefined;
  let failure: Failure;
  let doubtful = false;
  try {
    reached = await reach();
    await reached.node.control.ping();
    reached.writtenTo((await reached.node.writer()).runId);
    const outcome = await reached.node.writeLarge(request, signal, leftOvers, reached.marks);
    if (outcome.kind === 'interrupted') ({ failure, doubtful } = outcome);
    else if (outcome.kind === 'stopped' && (isPassingRefusal(outcome.failure) || passes(outcome.failure))) {
      ({ failure } = outcome);
    } else {
      patience.progress();
      if (outcome.kind === 'written') reached.accepted?.();
      return outcome;
    }
  } catch (error) {
    // It may be the source that was lost while it was read.
    if (signal.aborted || !passes(error) || (await answers(reached))) throw error;
    failure = error;
  }
  // After a failover the name leads elsewhere, but this connection does not.
  if (failure.code === 'server.readonly') reached?.demoted?.();
  if (isLoss(failure) || failure.code === 'server.readonly') await reached?.drop();
  try {
    await patience.wait(failure, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'stopped', failure: isFailure(error) ? error : failure };
  }
  return { kind: 'interrupted', failure, doubtful };
}

async function answers(reached: ReachedNode | undefined): Promise<boolean> {
  return (
    reached?.node.control.ping().then(
      () => true,
      () => false,
    ) ?? false
  );
}
