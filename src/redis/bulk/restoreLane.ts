import type { RestoreException, RestoreRequest } from '../../core/ports';
import type { BulkSocket } from './bulkSocket';
import { Flight } from './flight';
import { FrameWriter, LARGE_ARGUMENT_BYTES, viewOf } from './frames';
import { framedKeys } from './keyLanes';
import { lineEnd } from './replies';
import type { Replies } from './replies';
import { RespBatch } from './respBatch';

const NO_EXPIRY = viewOf(Buffer.from('$1\r\n0\r\n', 'latin1'));
const ABSOLUTE = viewOf(Buffer.from('$6\r\nABSTTL\r\n', 'latin1'));
const REPLACE = viewOf(Buffer.from('$7\r\nREPLACE\r\n', 'latin1'));
const IDLE_TIME = viewOf(Buffer.from('$8\r\nIDLETIME\r\n', 'latin1'));
const FREQUENCY = viewOf(Buffer.from('$4\r\nFREQ\r\n', 'latin1'));
const COMMAND = [4, 5, 6, 7, 8].map((parts) =>
  viewOf(Buffer.from(`*${String(parts)}\r\n$7\r\nRESTORE\r\n`, 'latin1')),
);

const OK_BYTES = 5;
/** Command, expiry of up to 16 digits, flags, and the length of a payload that stands elsewhere. */
const MOST_FRAMING_BYTES = 96;
/** IDLETIME or FREQ, and a number of up to 10 digits. */
const MOST_EVICTION_BYTES = 32;

/** Writes many keys in one request. */
export class RestoreLane {
  readonly #socket: BulkSocket;
  readonly #flight = new Flight();
  readonly #outcomeOf: (message: string) => RestoreException;

  /** @param outcomeOf what an error reply means for its key */
  constructor(socket: BulkSocket, outcomeOf: (message: string) => RestoreException) {
    this.#socket = socket;
    this.#outcomeOf = outcomeOf;
  }

  /**
   * Writes the keys of `indexes`. Nothing is sent for a request that is still waiting when the signal aborts.
   * @throws Failure `connect.lost`; the signal's reason
   */
  async write(
    request: RestoreRequest,
    indexes: Uint32Array,
    signal: AbortSignal,
  ): Promise<Map<number, RestoreException>> {
    await this.#socket.select(request.database);
    const replies = await this.#flight.fly(() => {
      signal.throwIfAborted();
      return this.#socket.request(frame(request, indexes), indexes.length, OK_BYTES * indexes.length);
    });
    return this.#exceptions(replies, indexes);
  }

  #exceptions({ bytes, starts }: Replies, indexes: Uint32Array): Map<number, RestoreException> {
    const exceptions = new Map<number, RestoreException>();
    // No reply is shorter than +OK: as many bytes as if all were OK means that all are.
    if (bytes.length === OK_BYTES * indexes.length) return exceptions;
    for (const [position, index] of indexes.entries()) {
      const at = starts[position] ?? 0;
      if (bytes[at] !== 45) continue;
      exceptions.set(index, this.#outcomeOf(bytes.toString('utf8', at + 1, lineEnd(bytes, at + 1))));
    }
    return exceptions;
  }
}

/** The expiry of a key as RESTORE takes it: a moment by the target's clock, or for older servers what is left until then. */
export function expiryOf(
  { batch, clockDifference = 0, targetNow }: Pick<RestoreRequest, 'batch' | 'clockDifference' | 'targetNow'>,
  index: number,
): number {
  const expireAt = batch.expireAt[index] as number;
  if (expireAt === 0) return 0;
  const moment = expireAt + clockDifference;
  // 0 would mean no expiry at all.
  return targetNow === undefined ? moment : Math.max(1, moment - targetNow());
}

/** The commands, in pieces: large payloads are sent from where they are. */
function frame(request: RestoreRequest, indexes: Uint32Array): readonly Buffer[] {
  const { batch, replaced, replace } = request;
  const use = request.carryEviction === true ? (batch.idle ?? batch.frequency) : undefined;
  const useFlag = batch.idle === undefined ? FREQUENCY : IDLE_TIME;
  const framed = batch instanceof RespBatch ? batch : null;
  const keys = framedKeys(batch);
  const moved = request.clockDifference !== undefined || request.targetNow !== undefined;
  let size = use === undefined ? 0 : MOST_EVICTION_BYTES * indexes.length;
  for (const index of indexes) {
    const payload =
      (replaced.size === 0 ? undefined : replaced.get(index)?.length) ?? batch.lengths[index] ?? 0;
    const room = payload < LARGE_ARGUMENT_BYTES ? payload : 0;
    size += (keys.ends[index] as number) - (keys.starts[index] as number) + room + MOST_FRAMING_BYTES;
  }
  const names = viewOf(keys.bytes);
  const payloads = viewOf(batch.bytes);
  const writer = new FrameWriter(size);
  for (const index of indexes) {
    const expireAt = moved ? expiryOf(request, index) : (batch.expireAt[index] as number);
    const used = use === undefined ? -1 : (use[index] as number);
    const absolute = expireAt > 0 && request.targetNow === undefined;
    const flags = (absolute ? 1 : 0) + (replace ? 1 : 0) + (used < 0 ? 0 : 2);
    writer.put(COMMAND[flags] as DataView);
    writer.copy(names, keys.starts[index] as number, keys.ends[index] as number);
    if (expireAt > 0) writer.number(expireAt);
    else writer.put(NO_EXPIRY);
    const other = replaced.size === 0 ? undefined : replaced.get(index);
    const start = batch.offsets[index] as number;
    const end = start + (batch.lengths[index] as number);
    if (other !== undefined) writer.argument(other);
    // The reply's own framing is the argument's.
    else if (framed !== null && end - start < LARGE_ARGUMENT_BYTES)
      writer.copy(payloads, framed.frames[index] as number, end + 2);
    else writer.argument(batch.bytes.subarray(start, end));
    if (replace) writer.put(REPLACE);
    if (absolute) writer.put(ABSOLUTE);
    if (used < 0) continue;
    writer.put(useFlag);
    writer.number(used);
  }
  return writer.pieces();
}
