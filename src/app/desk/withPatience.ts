import { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';

/** A server that answers at all answers in well under a second; this is for those that go silent. */
const PATIENCE_MS = 20_000;

/**
 * Does something that asks servers, but not for ever: its signal aborts with the caller's, or when they stay silent.
 * @param who the endpoint or endpoints, for the message
 * @throws Failure `connect.timeout` for silence, else what `work` throws
 */
export async function withPatience<T>(
  who: string,
  signal: AbortSignal,
  work: (either: AbortSignal) => Promise<T>,
): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await work(AbortSignal.any([signal, patience]));
  } catch (error) {
    if (!patience.aborted || signal.aborted) throw error;
    throw new Failure(
      'connect.timeout',
      {
        what: t('Could not look at {0}', who),
        why: t('there was no answer within {0} s', PATIENCE_MS / 1000),
        next: t('Check that the server is well and reachable, then retry.'),
      },
      error,
    );
  }
}
