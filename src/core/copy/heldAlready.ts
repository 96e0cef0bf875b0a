import { dumpedKeys } from '../dumpedKeys';
import { isFailure } from '../model/failure';
import type { DumpedKey } from '../keyBatch';
import type { KeySource, RestoreRequest } from '../ports';
import { decode } from '../rdb/decode';
import { payloadBody } from '../rdb/footer';
import { kindOfType } from '../rdb/valueType';
import { compareValues } from '../verify/compareValues';
import { sameBytes } from '../verify/sameBytes';

/** PTTL plus TIME, of servers before 7.0, is exact to a few milliseconds only. */
const EXPIRY_TOLERANCE_MS = 20;
/** Keys and bytes that are asked of the target at once. */
const PIECE = { keys: 256, bytes: 1 << 20 };

/**
 * Of keys that the target holds, those that it holds just as the request would write them: same kind, content and
 * expiry. So a key that was written before an interruption, or before a connection was lost, is told from one that was
 * there before. Where the source changes a key meanwhile, the two differ.
 * @param indexes the keys to ask for, as in the request
 * @param now milliseconds since the epoch: fields of hashes that are expired by then do not count
 * @throws Failure `server.permission` when the user may write to the target but not read from it
 */
export async function heldAlready(
  target: Pick<KeySource, 'dumpKeys'>,
  request: Pick<RestoreRequest, 'batch' | 'database' | 'replaced' | 'clockDifference'>,
  indexes: readonly number[],
  now: number,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const { batch, database } = request;
  const equal = new Set<number>();
  for (const piece of pieces(request, indexes)) {
    const names = { count: piece.length, key: (position: number) => batch.key(piece[position] ?? 0) };
    const held = dumpedKeys(await target.dumpKeys(database, names, signal));
    for (const [position, index] of piece.entries()) {
      const other = held[position];
      if (other !== undefined && isHeld(request, index, other, now)) equal.add(index);
    }
  }
  return equal;
}

function isHeld(
  { batch, replaced, clockDifference = 0 }: Pick<RestoreRequest, 'batch' | 'replaced' | 'clockDifference'>,
  index: number,
  { payload, expireAt }: DumpedKey,
  now: number,
): boolean {
  if (payload === null) return false;
  const wantedAt = batch.expireAt[index] ?? 0;
  const movedAt = wantedAt === 0 ? 0 : wantedAt + clockDifference;
  if (Math.abs(movedAt - expireAt) > EXPIRY_TOLERANCE_MS) return false;
  const start = batch.offsets[index] ?? 0;
  const wanted = replaced.get(index) ?? batch.bytes.subarray(start, start + (batch.lengths[index] ?? 0));
  if (kindOfType(wanted[0]) !== kindOfType(payload[0])) return false;
  if (wanted[0] === payload[0] && sameBytes(payloadBody(wanted), payloadBody(payload))) return true;
  try {
    return compareValues(decode(wanted), decode(payload), now + clockDifference).kind === 'equal';
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}

function* pieces(
  { batch }: Pick<RestoreRequest, 'batch'>,
  indexes: readonly number[],
): Generator<readonly number[]> {
  let piece: number[] = [];
  let bytes = 0;
  for (const index of indexes) {
    const length = Math.max(0, batch.lengths[index] ?? 0);
    if (piece.length > 0 && (piece.length >= PIECE.keys || bytes + length > PIECE.bytes)) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(index);
    bytes += length;
  }
  if (piece.length > 0) yield piece;
}
