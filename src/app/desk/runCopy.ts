import type { CopyPorts } from '../../core/copy/copyPorts';
import type { CopyEvent, CopyPlan } from '../../core/copy/plan';
import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { Progress } from '../../core/model/progress';
import type { CopyResult, KeyCounts } from '../../core/model/run';
import type { Clock, Server } from '../../core/ports';
import type { OpenEndpoint } from './openEndpoint';

/** Stopping promises to be done within a second: after this, connections are closed under the run. */
const GRACE_MS = 800;
/** An engine that does not end even then is left behind. */
const LAST_GRACE_MS = 150;

/** What to copy. */
export interface CopyJob {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly plan: CopyPlan;
}

/** What carrying a copy out asks of the world. */
export interface CopyWorld {
  readonly open: OpenEndpoint;
  readonly clock: Clock;
  readonly copy: (plan: CopyPlan, ports: CopyPorts, signal: AbortSignal) => AsyncGenerator<CopyEvent>;
}

/** How a copy ended. `failedAt` is the end that could not be reached, where that is what failed. */
export interface CopyOutcome {
  readonly result: CopyResult;
  readonly failedAt?: Endpoint;
}

const NOTHING: KeyCounts = { scanned: 0, copied: 0, skipped: 0, expired: 0, quarantined: 0 };

/**
 * Connects to both ends, copies, hangs up. Never throws: a failure is a result. Once `signal` aborts it ends within
 * the grace, whatever the servers do.
 */
export async function runCopy(
  job: CopyJob,
  world: CopyWorld,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<CopyOutcome> {
  const startedAt = world.clock.now();
  const servers: Server[] = [];
  const closeAll = (): void => {
    for (const server of servers) server.close();
  };
  let last: Progress | undefined;
  const ended = (status: 'cancelled' | Failure): CopyResult => ({
    status: status === 'cancelled' ? 'cancelled' : 'failed',
    seconds: (world.clock.now() - startedAt) / 1000,
    keys: last?.keys ?? NOTHING,
    bytes: last?.bytes ?? 0,
    functions: 0,
    losses: [],
    quarantine: [],
    source: null,
    target: null,
    ...(status === 'cancelled' ? {} : { failure: { code: status.code, message: status.message } }),
  });

  const work = async (): Promise<CopyOutcome> => {
    for (const end of [job.source, job.target]) {
      try {
        const server = await world.open(end, signal);
        servers.push(server);
        // Opened after all, when nobody waits for it any more.
        if (signal.aborted) server.close();
      } catch (error) {
        if (signal.aborted) return { result: ended('cancelled') };
        return { result: ended(toFailure(error, `Could not connect to ${end.name}`)), failedAt: end };
      }
      if (signal.aborted) return { result: ended('cancelled') };
    }
    const [source, target] = servers;
    if (source === undefined || target === undefined) return { result: ended('cancelled') };
    for await (const event of world.copy(job.plan, { source, target, clock: world.clock }, signal)) {
      if (event.kind === 'finished') return { result: event.result };
      if (event.kind === 'progress') onProgress((last = event.progress));
    }
    return { result: ended('cancelled') };
  };

  const guard = stopGuard(signal, closeAll);
  try {
    return await Promise.race([work(), guard.gaveUp.then(() => ({ result: ended('cancelled') }))]);
  } catch (error) {
    return { result: ended(toFailure(error, 'Could not copy')) };
  } finally {
    guard.dispose();
    closeAll();
  }
}

/** Closes the connections a while after the abort, and gives up a while after that. */
function stopGuard(
  signal: AbortSignal,
  closeAll: () => void,
): { gaveUp: Promise<void>; dispose: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: () => void = () => undefined;
  const gaveUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const begin = (): void => {
    timer = setTimeout(() => {
      closeAll();
      timer = setTimeout(giveUp, LAST_GRACE_MS);
    }, GRACE_MS);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    gaveUp,
    dispose: () => {
      signal.removeEventListener('abort', begin);
      clearTimeout(timer);
    },
  };
}
