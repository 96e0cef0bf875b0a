import { chosenBatches } from '../copy/chosenBatches';
import type { ChosenBatch } from '../copy/chosenBatches';
import { inWindow } from '../copy/window';
import { compareDumps } from './compareDumps';
import { chosenOf, lookInFull, lookQuickly, settleKeys } from './databaseWork';
import type { DatabaseWork } from './databaseWork';
import { keysOf } from './keysOf';
import { partOf } from './partOf';
import type { VerifyEvent } from './plan';

const BATCH_BYTES = 1 << 20;
/** Batches of the source that are compared at once. */
const WINDOW = { items: 64, weight: 16 * BATCH_BYTES, weigh: (batch: ChosenBatch) => batch.payloadBytes };
/** Pages of names that are worked on at once. */
const PAGES = { items: 8, weight: Infinity, weigh: () => 0 };

/** Compares every chosen key of the source's database in full. @throws Failure */
export async function* compareInFull(work: DatabaseWork, signal: AbortSignal): AsyncGenerator<VerifyEvent> {
  const { plan, ports, target, pair, ends, tally, selects } = work;
  const look = lookInFull(work, signal);
  const compare = async (batch: ChosenBatch): Promise<VerifyEvent> => {
    tally.excluded(batch.excluded ?? 0);
    if (batch.count > 0) {
      const held = await target.dumpKeys(pair.target, batch, signal);
      await settleKeys(work, look, batch, compareDumps(ends, batch, held), signal);
    }
    return { kind: 'progress', progress: tally.progress() };
  };
  const read = ports.source.dump({ ...partOf(plan, pair.source), batchBytes: BATCH_BYTES }, signal);
  const batches = selects === null ? read : chosenBatches(read, selects, { left: Infinity });
  yield* inWindow<ChosenBatch, VerifyEvent>(batches, WINDOW, compare);
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
