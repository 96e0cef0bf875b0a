import type { Keys } from '../../core/keyBatch';
import { viewOf } from './frames';
import { hashBytes } from './hashBytes';
import { frameKeys } from './keyPage';
import type { FramedKeys } from './keyPage';
import { RespBatch } from './respBatch';

/** Keys with their framing: those of a batch of ours have it already. */
export function framedKeys(keys: Keys): FramedKeys {
  if (keys instanceof RespBatch) return keys.keys;
  return frameKeys(Array.from({ length: keys.count }, (_, index) => keys.key(index)));
}

/**
 * Which of `indexes` goes by which lane, in their order. A key goes by the same lane whenever it comes: what SCAN gives
 * twice must not be read or written in another order than it was given, or an older value could win.
 */
export function indexesByLane(keys: FramedKeys, indexes: Uint32Array, lanes: number): Uint32Array[] {
  if (lanes === 1) return [indexes];
  const view = viewOf(keys.bytes);
  const chosen = Array.from({ length: lanes }, () => new Uint32Array(indexes.length));
  const counts = new Uint32Array(lanes);
  for (const index of indexes) {
    const hash = hashBytes(view, keys.starts[index] as number, keys.ends[index] as number);
    // Other bits than those by which a page's keys are told apart.
    const lane = (hash >>> 8) % lanes;
    const count = counts[lane] as number;
    (chosen[lane] as Uint32Array)[count] = index;
    counts[lane] = count + 1;
  }
  return chosen.map((column, lane) => column.subarray(0, counts[lane]));
}

/** The keys of each lane; see indexesByLane. They share the bytes. */
export function keysByLane(keys: FramedKeys, lanes: number): FramedKeys[] {
  if (lanes === 1) return [keys];
  const { bytes, starts, ends, count } = keys;
  const every = Uint32Array.from({ length: count }, (_, index) => index);
  return indexesByLane(keys, every, lanes).map((indexes) => ({
    bytes,
    starts: indexes.map((index) => starts[index] as number),
    ends: indexes.map((index) => ends[index] as number),
    count: indexes.length,
  }));
}
