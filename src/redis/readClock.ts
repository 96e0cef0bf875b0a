import type { Profile } from '../core/model/profile';
import type { Lane, Reply } from './lane';

/** Over a line this near, in milliseconds, asking again costs nothing and tells more. */
const NEAR_MS = 20;
const MOST_TIMES = 5;
/** Our own clock is read in whole milliseconds, twice. */
const ROUNDING_MS = 1;

/** A server's clock against ours. */
export type ClockReading = Pick<Profile, 'clockOffset' | 'clockError'>;

/** Asks a server for its time, several times when it is near, and takes the answer that came quickest. @throws Failure */
export async function readClock(lane: Lane): Promise<ClockReading> {
  let best = await readOnce(lane);
  for (let times = 1; times < MOST_TIMES; times++) {
    if (best.clockError === null || best.clockError > NEAR_MS) return best;
    const next = await readOnce(lane);
    if (next.clockError !== null && next.clockError < best.clockError) best = next;
  }
  return best;
}

/** The server's time is taken to have been read half-way between asking and hearing. */
async function readOnce(lane: Lane): Promise<ClockReading> {
  const sent = Date.now();
  const began = performance.now();
  const [reply] = await lane.pipeline([['TIME']]);
  const took = performance.now() - began;
  const server = timeOf(reply);
  if (server === null) return { clockOffset: 0, clockError: null };
  return { clockOffset: Math.round(server - (sent + took / 2)), clockError: took / 2 + ROUNDING_MS };
}

/** TIME gives [seconds, microseconds]; milliseconds since the epoch, or null for an error. */
export function timeOf(reply: Reply | undefined): number | null {
  if (!Array.isArray(reply)) return null;
  const [seconds, microseconds] = (reply as readonly Reply[]).map((part) =>
    Buffer.isBuffer(part) ? Number(part.toString('latin1')) : NaN,
  );
  const time = (seconds ?? NaN) * 1000 + (microseconds ?? NaN) / 1000;
  return Number.isFinite(time) ? time : null;
}
