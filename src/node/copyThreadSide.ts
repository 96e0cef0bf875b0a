import { parentPort, workerData } from 'node:worker_threads';
import type { CarriedEvent, CopyOrder } from '../core/copy/carryOut';
import { Gate } from '../core/copy/gate';
import type { Checkpoint, Checkpoints } from '../core/copy/checkpoint';
import type { Progress } from '../core/model/progress';
import type { MintToken } from '../core/ports';
import { giveWay } from './giveWay';
import { KeptRun } from './keptRun';
import { systemClock } from './systemClock';
import type { HandedRun } from './threadRun';
import { TokenWishes } from './threadTokens';
import type { TokenAnswer, TokenWish } from './threadTokens';

/** The engine reports every batch; eyes need no more than four pictures a second. */
const SHOW_EVERY_MS = 250;

/** What the thread is started for. */
export interface ThreadOrder {
  readonly order: CopyOrder;
  /** Null when nothing is kept of the run. */
  readonly run: HandedRun | null;
}

/** How the thread goes about its order. */
export interface ThreadWork {
  readonly signal: AbortSignal;
  readonly gate: Gate;
  readonly mintToken: MintToken;
  readonly checkpoints?: Checkpoints;
  readonly resumed?: Checkpoint;
}

/** What the thread is told. */
export type ThreadRequest = 'stop' | 'pause' | 'goOn' | TokenAnswer;

/** What the thread tells. Keys in quarantine are not told one by one: the result lists them. */
export type ThreadEvent = Exclude<CarriedEvent, { kind: 'quarantined' }>;

/** All that the thread says: how it goes, and what it needs for it. */
export type ThreadMessage = ThreadEvent | TokenWish;

/** The thread's side of `copyThread`: carries out the copy that the thread was started for, and tells how it goes. */
export async function serveCopy(
  carry: (order: CopyOrder, work: ThreadWork) => AsyncIterable<CarriedEvent>,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this is no thread');
  giveWay();
  const controller = new AbortController();
  const gate = new Gate();
  const tokens = new TokenWishes((wish) => {
    port.postMessage(wish satisfies ThreadMessage);
  });
  port.on('message', (request: ThreadRequest) => {
    if (typeof request === 'object') tokens.answered(request);
    if (request === 'stop') controller.abort();
    if (request === 'pause') gate.pause();
    if (request === 'goOn') gate.resume();
  });
  let shownAt = -Infinity;
  let shownPhase: Progress['phase'] | undefined;
  const { order, run } = workerData as ThreadOrder;
  const kept = run === null ? {} : { checkpoints: KeptRun.handed(run.file) };
  const resumed = run?.resumed === undefined ? {} : { resumed: run.resumed };
  const { signal } = controller;
  const work = { signal, gate, mintToken: tokens.mint, ...kept, ...resumed };
  for await (const event of carry(order, work)) {
    if (event.kind === 'quarantined') continue;
    if (event.kind === 'progress') {
      const now = systemClock.now();
      const { phase } = event.progress;
      if (phase === shownPhase && now >= shownAt && now - shownAt < SHOW_EVERY_MS) continue;
      shownAt = now;
      shownPhase = phase;
    }
    port.postMessage(event satisfies ThreadMessage);
  }
  port.close();
}
