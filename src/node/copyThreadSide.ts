import { parentPort, workerData } from 'node:worker_threads';
import type { CarriedEvent, CarryPorts, CopyOrder, ToldEvent } from '../core/copy/carryOut';
import { Gate } from '../core/copy/gate';
import { Throttle } from '../core/copy/throttle';
import type { Checkpoint, Checkpoints } from '../core/copy/checkpoint';
import type { EndsLatency } from '../core/model/runDetail';
import { ShownProgress } from '../core/model/shownProgress';
import type { Words } from '../core/model/t';
import type { SignInByAws } from '../core/ports';
import type { VerifiedEvent, VerifyOrder } from '../core/verify/carryVerify';
import { giveWay } from './giveWay';
import { SavedRun } from './savedRun';
import { systemClock } from './systemClock';
import type { HandedRun } from './threadRun';
import { LoginWishes } from './threadLogins';
import type { LoginAnswer, LoginWish } from './threadLogins';

/** How often it is looked whether a run stands still. */
const LOOK_EVERY_MS = 500;

/** What the thread is started for. */
export type ThreadOrder = CopyThreadOrder | VerifyThreadOrder;

/** A copy, with its verification if it is to have one. */
export interface CopyThreadOrder {
  readonly kind: 'copy';
  readonly order: CopyOrder;
  /** Null when nothing is kept of the run. */
  readonly run: HandedRun | null;
}

/** A verification alone. */
export interface VerifyThreadOrder {
  readonly kind: 'verify';
  readonly order: VerifyOrder;
}

/** How the thread goes about any order. */
export interface VerifyThreadWork {
  readonly signal: AbortSignal;
  readonly signIn: SignInByAws;
}

/** How the thread goes about a copy. */
export interface ThreadWork
  extends VerifyThreadWork, Required<Pick<CarryPorts, 'gate' | 'throttle' | 'onLatency'>> {
  readonly checkpoints?: Checkpoints;
  readonly resumed?: Checkpoint;
}

/** What the thread is given. */
export interface ThreadData {
  readonly asked: ThreadOrder;
  /** See `speak`. */
  readonly words: Words;
}

/** What the thread is told. */
export type ThreadRequest = 'stop' | 'pause' | 'goOn' | PaceRequest | LoginAnswer;

/** See Throttle. */
export interface PaceRequest {
  readonly kind: 'pace';
  readonly keysPerSecond: number | null;
}

/** What the thread tells of a copy. */
export type ThreadEvent = ToldEvent;

/** All that the thread says: how it goes, and what it needs for it. */
export type ThreadMessage = ThreadEvent | VerifiedEvent | LoginWish;

/** Who carries out what a thread may be started for. */
export interface ThreadWorkers {
  readonly copy: (order: CopyOrder, work: ThreadWork) => AsyncIterable<CarriedEvent>;
  readonly verify: (order: VerifyOrder, work: VerifyThreadWork) => AsyncIterable<VerifiedEvent>;
}

/** The thread's side of `copyThread`: carries out what the thread was started for, and tells how it goes. */
export async function serveThread({ copy, verify }: ThreadWorkers): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this is no thread');
  giveWay();
  const controller = new AbortController();
  const gate = new Gate();
  const throttle = new Throttle();
  const logins = new LoginWishes((wish) => {
    port.postMessage(wish satisfies ThreadMessage);
  });
  port.on('message', (request: ThreadRequest) => {
    if (request === 'stop') controller.abort();
    else if (request === 'pause') gate.pause();
    else if (request === 'goOn') gate.resume();
    else if (request.kind === 'pace') throttle.set(request.keysPerSecond);
    else logins.answered(request);
  });
  const { asked } = workerData as ThreadData;
  if (asked.kind === 'copy') throttle.set(asked.order.plan.keysPerSecond ?? null);
  const onLatency = (latency: EndsLatency): void => {
    port.postMessage({ kind: 'latency', latency } satisfies ThreadMessage);
  };
  const work = { signal: controller.signal, signIn: logins.signIn };
  const events =
    asked.kind === 'verify'
      ? verify(asked.order, work)
      : copy(asked.order, { ...work, gate, throttle, onLatency, ...keptWork(asked.run) });
  const shown = new ShownProgress();
  const looks = setInterval(() => {
    const progress = shown.look(systemClock.now());
    if (progress !== null) port.postMessage({ kind: 'progress', progress } satisfies ThreadMessage);
  }, LOOK_EVERY_MS);
  try {
    for await (const event of events) {
      if (event.kind === 'quarantined') continue;
      if (event.kind === 'progress' && !shown.report(event.progress, systemClock.now())) continue;
      port.postMessage(event satisfies ThreadMessage);
    }
  } finally {
    clearInterval(looks);
  }
  port.close();
}

function keptWork(run: HandedRun | null): Pick<ThreadWork, 'checkpoints' | 'resumed'> {
  const kept = run === null ? {} : { checkpoints: new SavedRun(run.file) };
  const resumed = run?.resumed === undefined ? {} : { resumed: run.resumed };
  return { ...kept, ...resumed };
}
