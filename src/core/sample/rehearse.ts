import type { Sleep } from '../copy/pace';
import type { PartialDatabase } from '../model/partialProfile';
import type { Rehearsal, RehearsalBudget } from '../model/rehearsal';
import type { Clock, KeySource } from '../ports';
import { Calm } from './calm';
import { RateWindows } from './rateWindows';

/** As a copy asks for batches. */
const BATCH_BYTES = 256 * 1024;
/** A larger key would block the source for a while, and a copy does not read it whole either. */
const BIG_KEY_BYTES = 8_000_000;
/** Longer than the question whether the source is calm takes. */
const PAUSE_MS = 50;

/** What a rehearsal needs of the world. */
export interface RehearsalPorts {
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/**
 * Reads keys as a copy would, and throws them away, to learn how quickly that goes. Writes nothing. Holds back while the
 * source answers later than before, and ends when it does not recover. Idle times stay what they are where the server can
 * leave them alone (Redis 7.2, Valkey); before, DUMP counts as a use of a key.
 * @param held databases that hold keys
 * @throws Failure; the signal's reason
 */
export async function rehearse(
  source: Pick<KeySource, 'latency' | 'dump'>,
  held: readonly PartialDatabase[],
  budget: RehearsalBudget,
  { clock, sleep }: RehearsalPorts,
  signal: AbortSignal,
): Promise<Rehearsal> {
  const calm = await Calm.learn({
    latency: () => source.latency(signal),
    sleep: (milliseconds) => sleep(milliseconds, signal),
  });
  // From the first batch on: until then connections are opened.
  let windows: RateWindows | undefined;
  let keys = 0;
  let bytes = 0;
  let pausedMs = 0;
  let endedBy: Rehearsal['endedBy'] = 'end';
  for (const { index: database } of [...held].sort((a, b) => b.keys - a.keys)) {
    endedBy = await read(database);
    signal.throwIfAborted();
    if (endedBy !== 'end') break;
  }
  const now = clock.now();
  return {
    keys,
    bytes,
    seconds: windows?.seconds(now) ?? 0,
    rate: windows?.spread(now) ?? null,
    pausedSeconds: pausedMs / 1000,
    endedBy,
  };

  async function read(database: number): Promise<Rehearsal['endedBy']> {
    const request = { database, batchBytes: BATCH_BYTES, bigKeyBytes: BIG_KEY_BYTES };
    for await (const { count, lengths } of source.dump(request, signal)) {
      keys += count;
      for (let index = 0; index < count; index++) bytes += Math.max(0, lengths[index] ?? 0);
      const first = windows === undefined;
      windows ??= new RateWindows(clock.now());
      const full = !first && windows.read(count, clock.now());
      if (keys >= budget.keys) return 'keys';
      if (windows.seconds(clock.now()) >= budget.seconds) return 'seconds';
      if (!full) continue;
      const asked = clock.now();
      const settled = await calm.settled();
      const waited = clock.now() - asked;
      if (!settled || waited >= PAUSE_MS) {
        pausedMs += waited;
        windows.paused(clock.now());
      }
      if (!settled) return 'latency';
    }
    return 'end';
  }
}
