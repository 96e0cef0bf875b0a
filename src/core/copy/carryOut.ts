import { toFailure } from '../model/failure';
import type { Dial } from '../dial';
import type { Clock, Connect, Server } from '../ports';
import { copy } from './copy';
import type { Gate } from './gate';
import type { Sleep } from './pace';
import type { CopyEvent, CopyPlan } from './plan';
import { Tally } from './tally';

/**
 * All that a copy needs to be carried out, as plain data that can be handed to another thread. It holds passwords: it is
 * never stored or printed.
 */
export interface CopyOrder {
  readonly plan: CopyPlan;
  readonly source: Dial;
  readonly target: Dial;
}

/** What carrying out a copy asks of the world. */
export interface CarryPorts {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** Holds the copy up while it is closed. */
  readonly gate: Gate;
}

/** As a CopyEvent, or the end that could not be reached; `finished` follows, with the failure. */
export type CarriedEvent = CopyEvent | { readonly kind: 'unreachable'; readonly end: CopyEnd };

/** Tells when a copy is to pause (true) and to go on (false). */
export interface Pausing {
  listen(listener: (paused: boolean) => void): { dispose: () => void };
}

/**
 * Has a copy carried out, wherever that is. Once the signal aborts the events end within a second; they lack `finished`
 * if whoever carries it out had to be stopped by force.
 * @throws Failure when whoever carries it out dies of it
 */
export type CarryOut = (
  order: CopyOrder,
  signal: AbortSignal,
  pausing: Pausing,
) => AsyncIterable<Exclude<CarriedEvent, { kind: 'quarantined' }>>;

/** One of the two ends of a copy. */
export type CopyEnd = 'source' | 'target';

const ENDS: readonly CopyEnd[] = ['source', 'target'];

/**
 * Connects to both ends, copies, hangs up. As `copy`, it does not throw, and its last event is `finished`. What the
 * connections warn of comes as notices.
 */
export async function* carryOut(
  order: CopyOrder,
  { connect, clock, sleep, gate }: CarryPorts,
  signal: AbortSignal,
): AsyncGenerator<CarriedEvent> {
  const { plan } = order;
  const servers: Server[] = [];
  const warned = new Set<string>();
  const warnings: string[] = [];
  const warn = (text: string): void => {
    if (!warned.has(text)) warnings.push(text);
    warned.add(text);
  };
  try {
    for (const end of ENDS) {
      try {
        servers.push(await connect({ ...order[end], warn }, signal));
      } catch (error) {
        if (!signal.aborted) yield { kind: 'unreachable', end };
        const failure = toFailure(error, `Could not connect to ${order[end].label}`);
        const result = new Tally(clock, plan).result(signal.aborted ? 'cancelled' : failure);
        yield { kind: 'finished', result };
        return;
      }
    }
    const [source, target] = servers as [Server, Server];
    for await (const event of copy(plan, { source, target, clock, sleep, gate }, signal)) {
      for (const text of warnings.splice(0)) yield { kind: 'notice', text };
      yield event;
    }
  } finally {
    for (const server of servers) server.close();
  }
}
