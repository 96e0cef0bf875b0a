import { connectEnds } from '../connectEnds';
import type { End } from '../connectEnds';
import type { EndsLatency } from '../model/runDetail';
import type { Dial } from '../dial';
import type { Clock, Connect } from '../ports';
import type { VerifyChoice } from '../verify/plan';
import { provenCopy } from '../verify/provenCopy';
import { verify } from '../verify/verify';
import type { Checkpoint, Checkpoints } from './checkpoint';
import { copy } from './copy';
import type { Gate } from './gate';
import type { Sleep } from './pace';
import type { Throttle } from './throttle';
import { watchEnds } from './watchEnds';
import type { CopyEvent, CopyPlan } from './plan';
import { Tally } from './tally';
import { UntilProven } from './untilProven';

/**
 * All that a copy needs to be carried out, as plain data that can be handed to another thread. It holds passwords: it is
 * never stored or printed.
 */
export interface CopyOrder {
  readonly plan: CopyPlan;
  readonly source: Dial;
  readonly target: Dial;
  /** How to verify the copy when it came to its end; absent means not at all. */
  readonly verify?: VerifyChoice;
  /** How the run is kept, so that it can be resumed; absent when nothing is to be kept of it. */
  readonly keep?: KeepOrder;
}

/** What to keep a run by. */
export interface KeepOrder {
  /** The run's id: letters, digits and dashes. */
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The ids of the endpoints, where they are kept ones. */
  readonly endpoints: Readonly<Partial<Record<End, string>>>;
  /** True when it was interrupted, and is to go on where it was. */
  readonly resumes: boolean;
}

/** What carrying out a copy asks of the world. */
export interface CarryPorts {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** Holds the copy up while it is closed. */
  readonly gate: Gate;
  /** Changes how fast it goes, meanwhile. */
  readonly throttle?: Throttle;
  /** Told once a second how long the ends take to answer; nobody asks them where it is absent. */
  readonly onLatency?: (latency: EndsLatency) => void;
  /** Where how far it has come is kept; absent when the copy need not be resumable. */
  readonly checkpoints?: Checkpoints;
}

/** As a CopyEvent, or the end that could not be reached; `finished` follows, with the failure. */
export type CarriedEvent = CopyEvent | { readonly kind: 'unreachable'; readonly end: End };

/** Tells when a copy is to pause (true) and to go on (false). */
export interface Pausing {
  listen(listener: (paused: boolean) => void): { dispose: () => void };
}

/** Tells how many keys a second a copy may read from now on; null for as fast as it goes. */
export interface Pacing {
  listen(listener: (keysPerSecond: number | null) => void): { dispose: () => void };
}

/** What whoever has a copy carried out hears: keys in quarantine are not told one by one, the result lists them. */
export type ToldEvent =
  | Exclude<CarriedEvent, { kind: 'quarantined' }>
  | { readonly kind: 'latency'; readonly latency: EndsLatency };

/**
 * Has a copy carried out, wherever that is. Once the signal aborts the events end within a second; they lack `finished`
 * if whoever carries it out had to be stopped by force. A run that cannot be kept goes on with a notice.
 * @throws Failure `run.*` or `file.unwritable`, before anything is done, for a run that cannot be resumed; another one when
 * whoever carries it out dies of it
 */
export type CarryOut = (
  order: CopyOrder,
  signal: AbortSignal,
  pausing: Pausing,
  pacing?: Pacing,
) => AsyncIterable<ToldEvent>;

/**
 * Connects to both ends, copies, hangs up. As `copy`, it does not throw, and its last event is `finished`. What the
 * connections warn of comes as notices.
 * @param resumed how far the run had come when it was interrupted
 */
export async function* carryOut(
  order: CopyOrder,
  { connect, clock, sleep, gate, throttle, checkpoints, onLatency }: CarryPorts,
  signal: AbortSignal,
  resumed?: Checkpoint,
): AsyncGenerator<CarriedEvent> {
  const { plan } = order;
  const ends = await connectEnds(order, connect, signal);
  if ('failure' in ends) {
    if (!signal.aborted) yield { kind: 'unreachable', end: ends.end };
    const tally = Tally.of(plan, clock, resumed, checkpoints?.run);
    yield { kind: 'finished', result: tally.result(signal.aborted ? 'cancelled' : ends.failure) };
    return;
  }
  const over = new AbortController();
  try {
    const { source, target } = ends;
    const proof = order.verify;
    const unproven =
      proof === undefined || checkpoints === undefined ? undefined : new UntilProven(checkpoints);
    const kept = checkpoints === undefined ? {} : { checkpoints: unproven ?? checkpoints };
    const throttled = throttle === undefined ? {} : { throttle };
    const ports = { source, target, clock, sleep, gate, ...throttled, ...kept };
    if (onLatency !== undefined) {
      const until = AbortSignal.any([signal, over.signal]);
      watchEnds({ source, target, clock, sleep }, onLatency, until).catch(() => undefined);
    }
    const copied = copy(plan, ports, signal, resumed);
    const events =
      proof === undefined
        ? copied
        : provenCopy(copied, () => verify({ ...plan, ...proof }, ports, signal), unproven);
    for await (const event of events) {
      for (const text of ends.warnings()) yield { kind: 'notice', text };
      yield event;
    }
  } finally {
    over.abort();
    ends.close();
  }
}
