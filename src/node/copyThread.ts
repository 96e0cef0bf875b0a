import { Worker } from 'node:worker_threads';
import type { CarryOut, Pacing, Pausing } from '../core/copy/carryOut';
import { Failure } from '../core/model/failure';
import { words } from '../core/model/t';
import type { SignInByAws } from '../core/ports';
import type { CarryVerify, VerifiedEvent } from '../core/verify/carryVerify';
import type { ThreadData, ThreadEvent, ThreadOrder, ThreadRequest } from './copyThreadSide';
import { openThreadRun } from './threadRun';
import { fulfil } from './threadLogins';
import type { LoginWish } from './threadLogins';
import { t } from '../core/model/t';

/** Stopping promises to be done within a second: a thread that has not ended by then is ended. */
const GRACE_MS = 800;

/**
 * Carries out copies, each in a thread of its own, so that re-encoding and checksums of large payloads do not hold up
 * whoever asked.
 * @param file the bundle that the thread runs; it calls `serveCopy`
 * @param folder where runs are kept, so that they can be resumed
 * @param signIn for ends that are signed in to by AWS: its credentials do not go into the thread
 * @returns events as they come. Once the signal aborts they end within 800 milliseconds, without `finished` if the thread
 * does not answer. The events end by a Failure `internal` or `host.memory` when the thread dies.
 */
export function copyThread(file: string, folder: string, signIn: SignInByAws): CarryOut {
  return async function* (order, signal, pausing, pacing = UNPACED) {
    const run = await openThreadRun(order, folder);
    try {
      if (run.warning !== undefined) yield { kind: 'notice', text: run.warning };
      const handed: ThreadOrder = { kind: 'copy', order, run: run.handed };
      yield* inThread<ThreadEvent>(file, handed, { signal, pausing, pacing }, signIn);
    } finally {
      await run.release();
    }
  };
}

/** As `copyThread`, for verifications. */
export function verifyThread(file: string, signIn: SignInByAws): CarryVerify {
  return (order, signal) =>
    inThread<VerifiedEvent>(
      file,
      { kind: 'verify', order },
      { signal, pausing: UNPACED, pacing: UNPACED },
      signIn,
    );
}

const UNPACED: Pausing & Pacing = { listen: () => ({ dispose: () => undefined }) };

/** What a thread is told by while it works. */
interface Reins {
  readonly signal: AbortSignal;
  readonly pausing: Pausing;
  readonly pacing: Pacing;
}

async function* inThread<Event extends { readonly kind: string }>(
  file: string,
  asked: ThreadOrder,
  { signal, pausing, pacing }: Reins,
  signIn: SignInByAws,
): AsyncGenerator<Event> {
  const { kind } = asked;
  const workerData: ThreadData = { asked, words: words() };
  const worker = new Worker(file, { workerData, name: `elasticache-migrator ${kind}` });
  const come: Event[] = [];
  const life: { over: boolean; failure?: unknown } = { over: false };
  let wake: () => void = () => undefined;
  worker.on('message', (message: Event | LoginWish) => {
    if (isWish(message)) {
      const answered = fulfil(message, signIn, signal).then((answer) => {
        worker.postMessage(answer satisfies ThreadRequest);
      });
      answered.catch(() => undefined);
      return;
    }
    come.push(message);
    wake();
  });
  worker.on('error', (error) => {
    life.failure = error;
  });
  worker.on('exit', () => {
    life.over = true;
    wake();
  });
  const pauses = pausing.listen((paused) => {
    worker.postMessage((paused ? 'pause' : 'goOn') satisfies ThreadRequest);
  });
  const paces = pacing.listen((keysPerSecond) => {
    worker.postMessage({ kind: 'pace', keysPerSecond } satisfies ThreadRequest);
  });
  let late: NodeJS.Timeout | undefined;
  const stop = (): void => {
    worker.postMessage('stop' satisfies ThreadRequest);
    late = setTimeout(() => {
      worker.terminate().then(undefined, () => undefined);
    }, GRACE_MS);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const event = come.shift();
      if (event !== undefined) {
        yield event;
        if (event.kind === 'finished') return;
      } else if (life.over) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (!signal.aborted) throw deathOf(life.failure, kind);
  } finally {
    pauses.dispose();
    paces.dispose();
    signal.removeEventListener('abort', stop);
    clearTimeout(late);
    // What it keeps of the run is another's only once it is no more.
    await worker.terminate().catch(() => undefined);
  }
}

/** @param error what the thread did not catch; undefined when it just ended */
function deathOf(error: unknown, kind: ThreadOrder['kind']): Failure {
  const what = kind === 'copy' ? t('Could not go on copying') : t('Could not go on verifying');
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Failure(
      'host.memory',
      {
        what,
        why: t('it ran out of memory'),
        next: t('Close what else needs memory, and start it again.'),
      },
      error,
    );
  }
  const why =
    error instanceof Error ? t('its thread died of an unexpected {0}', error.name) : t('its thread ended');
  return new Failure('internal', { what, why, next: t('Open the log, and report this as a bug.') }, error);
}

function isWish(message: { readonly kind: string }): message is LoginWish {
  return message.kind === 'login';
}
