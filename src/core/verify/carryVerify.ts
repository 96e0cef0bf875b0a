import { connectEnds } from '../connectEnds';
import type { End } from '../connectEnds';
import type { Sleep } from '../copy/pace';
import type { Dial } from '../dial';
import type { Clock, Connect } from '../ports';
import type { VerifyEvent, VerifyPlan } from './plan';
import { verify } from './verify';
import { VerifyTally } from './verifyTally';

/**
 * All that a verification needs to be carried out, as plain data that can be handed to another thread. It holds passwords:
 * it is never stored or printed.
 */
export interface VerifyOrder {
  readonly plan: VerifyPlan;
  readonly source: Dial;
  readonly target: Dial;
}

/** What carrying out a verification asks of the world. */
export interface CarryVerifyPorts {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** As a VerifyEvent, or the end that could not be reached; `finished` follows, with the failure. Notices are whole sentences. */
export type VerifiedEvent =
  | VerifyEvent
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'unreachable'; readonly end: End };

/**
 * Has a verification carried out, wherever that is. Once the signal aborts the events end within a second; they lack
 * `finished` if whoever carries it out had to be stopped by force.
 * @throws Failure when whoever carries it out dies of it
 */
export type CarryVerify = (order: VerifyOrder, signal: AbortSignal) => AsyncIterable<VerifiedEvent>;

/** Connects to both ends, compares, hangs up. As `verify`, it does not throw, and its last event is `finished`. */
export async function* carryVerify(
  order: VerifyOrder,
  { connect, clock, sleep }: CarryVerifyPorts,
  signal: AbortSignal,
): AsyncGenerator<VerifiedEvent> {
  const { plan } = order;
  const ends = await connectEnds(order, connect, signal);
  if ('failure' in ends) {
    if (!signal.aborted) yield { kind: 'unreachable', end: ends.end };
    const tally = new VerifyTally(clock, plan.mode?.kind);
    yield { kind: 'finished', result: tally.result(signal.aborted ? 'cancelled' : ends.failure) };
    return;
  }
  try {
    const { source, target } = ends;
    for await (const event of verify(plan, { source, target, clock, sleep }, signal)) {
      for (const text of ends.warnings()) yield { kind: 'notice', text };
      yield event;
    }
  } finally {
    ends.close();
  }
}
