import { chosenBatches } from '../copy/chosenBatches';
import type { ChosenBatch } from '../copy/chosenBatches';
import { memoryBudget } from '../copy/memory';
import { pickKeys } from '../copy/pickKeys';
import { inWindow } from '../copy/window';
import {
  chosenOf,
  compareRead,
  largeKeys,
  lookInFull,
  lookLarge,
  lookQuickly,
  settleKeys,
} from './databaseWork';
import type { DatabaseWork } from './databaseWork';
import type { KeyBatch } from '../keyBatch';
import { keysOf } from './keysOf';
import { partOf } from './partOf';
import type { VerifyEvent } from './plan';

/** Batches of the source that are compared at once. */
const MOST_BATCHES = 64;
/** Pages of names that are worked on at once. */
const PAGES = { items: 8, weight: Infinity, weigh: () => 0 };

/** Compares every chosen key of the source's database in full. @throws Failure */
export async function* compareInFull(work: DatabaseWork, signal: AbortSignal): AsyncGenerator<VerifyEvent> {
  const { plan, ports, target, pair, tally, selects, bigKeyBytes } = work;
  const look = lookInFull(work, signal);
  const lookAtParts = lookLarge(work, signal);
  const compare = async (batch: ChosenBatch): Promise<VerifyEvent> => {
    tally.excluded(batch.excluded ?? 0);
    const large = largeKeys(batch);
    const whole = large.length === 0 ? batch : without(batch, large);
    if (whole.count > 0) {
      const held = await target.dumpKeys(pair.target, whole, signal, bigKeyBytes);
      await settleKeys(work, look, whole, await compareRead(work, whole, held, signal), signal);
    }
    for (const index of large) {
      const key = keysOf([batch.key(index)]);
      await settleKeys(work, lookAtParts, key, await lookAtParts(key), signal, true);
    }
    return { kind: 'progress', progress: tally.progress() };
  };
  const { batchBytes, writingBytes, reading } = memoryBudget({ bigKeyBytes }, 'standalone');
  const request = { ...partOf(plan, pair.source), batchBytes, bigKeyBytes, memory: reading };
  const read = ports.source.dump(request, signal);
  const batches = selects === null ? read : chosenBatches(read, selects, { left: Infinity });
  const weigh = (batch: ChosenBatch): number => batch.payloadBytes;
  const window = { items: MOST_BATCHES, weight: writingBytes, weigh };
  yield* inWindow<ChosenBatch, VerifyEvent>(batches, window, compare);
}

function without(batch: KeyBatch, large: readonly number[]): KeyBatch {
  const left = new Set(large);
  const others = Array.from({ length: batch.count }, (_, index) => index).filter((index) => !left.has(index));
  return pickKeys(batch, Uint32Array.from(others), false);
}

/** Compares every chosen key of the source's database without reading values. @throws Failure */
export async function* compareQuickly(work: DatabaseWork, signal: AbortSignal): AsyncGenerator<VerifyEvent> {
  const { plan, ports, pair, tally, selects } = work;
  const look = lookQuickly(work, signal);
  const compare = async (names: readonly Uint8Array[]): Promise<VerifyEvent> => {
    const page = keysOf(names);
    const chosen =
      selects === null
        ? names
        : chosenOf(page, await ports.source.outline(pair.source, page, signal), selects);
    tally.excluded(names.length - chosen.length);
    if (chosen.length > 0) {
      const keys = keysOf(chosen);
      await settleKeys(work, look, keys, await look(keys), signal);
    }
    return { kind: 'progress', progress: tally.progress() };
  };
  yield* inWindow(ports.source.names(partOf(plan, pair.source), signal), PAGES, compare);
}
