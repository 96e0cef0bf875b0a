import type { Clock, KeySource } from '../ports';
import { AutoPace } from './autoPace';
import type { Sleep } from './pace';

const BASELINE_SAMPLES = 9;
const BASELINE_GAP_MS = 20;
const GAP_MS = 100;
/** An answer that did not come at all counts as one that took this long. */
const LOST_MS = 1_000;

/** What watching needs of the world. */
export interface LatencyPorts {
  readonly source: Pick<KeySource, 'latency'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** Learns how long the source takes to answer while nothing is copied yet: the middle of a few answers. @throws Failure */
export async function startAutoPace(
  { source, clock, sleep }: LatencyPorts,
  signal: AbortSignal,
): Promise<AutoPace> {
  const answers: number[] = [];
  while (answers.length < BASELINE_SAMPLES && !signal.aborted) {
    answers.push(await source.latency(signal));
    await sleep(BASELINE_GAP_MS, signal);
  }
  answers.sort((a, b) => a - b);
  return new AutoPace(answers[answers.length >> 1] ?? 0, clock.now());
}

/** Tells the pace about ten times a second how long the source takes to answer, until the signal aborts. Never rejects. */
export async function watchLatency(
  { source, clock, sleep }: LatencyPorts,
  pace: AutoPace,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    // A source that is lost is noticed by whoever reads from it.
    const latency = await source.latency(signal).catch(() => LOST_MS);
    pace.answered(latency, clock.now());
    await sleep(GAP_MS, signal);
  }
}
