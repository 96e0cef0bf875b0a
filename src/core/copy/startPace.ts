import type { AutoPace } from './autoPace';
import type { CopyPorts } from './copyPorts';
import { Pace } from './pace';
import type { CopyPlan } from './plan';
import { startAutoPace, watchLatency } from './watchLatency';

/** What holds a run up, as its plan and whoever started it want. */
export interface StartedPace {
  /** Null when nothing does. */
  readonly pace: Pace | null;
  readonly auto: AutoPace | null;
  /** Ends what goes on beside the copy. */
  stop(): void;
}

/**
 * Gets ready to hold a run up; for an automatic pace, by asking the source first how it does.
 * @throws Failure; Error when there is something to wait for and nobody can
 */
export async function startPace(plan: CopyPlan, ports: CopyPorts, signal: AbortSignal): Promise<StartedPace> {
  const { source, target, clock, sleep, gate, throttle } = ports;
  const limited = plan.keysPerSecond !== undefined || plan.bytesPerSecond !== undefined;
  if (!limited && plan.autoPace !== true && gate === undefined && throttle === undefined) {
    return { pace: null, auto: null, stop: () => undefined };
  }
  if (sleep === undefined) throw new Error('a pace needs sleep');
  const watch = { source, clock, sleep };
  const auto = plan.autoPace === true ? await startAutoPace(watch, signal) : null;
  const over = new AbortController();
  const ends = AbortSignal.any([signal, over.signal]);
  if (auto !== null) watchLatency(watch, auto, ends).catch(() => undefined);
  const keepAlive = async (): Promise<void> => {
    await Promise.all([source.keepAlive(), target.keepAlive()]);
  };
  const brakes = {
    keepAlive,
    ...(gate === undefined ? {} : { gate }),
    ...(throttle === undefined ? {} : { throttle }),
    ...(auto === null ? {} : { auto }),
  };
  const stop = (): void => {
    over.abort();
  };
  return { pace: new Pace(plan, clock, sleep, brakes), auto, stop };
}
