import type { Failure } from '../../core/model/failure';
import { SLOT_COUNT } from '../../core/model/slotRanges';
import { t } from '../../core/model/t';
import type { NodeServer } from '../nodeServer';
import { isPassingInCluster } from '../patience';
import { merged } from './merged';
import { placeKey } from './nodePool';
import type { NodePool } from './nodePool';
import { samePlace, viewSlots } from './slotView';
import type { SlotView } from './slotView';
import type { Place } from './topology';

/** Nodes that are scanned at once. */
const MOST_NODES = 4;

/** What to scan one node for. */
export interface NodePart {
  readonly node: NodeServer;
  readonly place: Place;
  /** The slots whose keys are wanted from it. */
  readonly wanted: Uint8Array;
  /** The slots whose keys are nowhere else, or were read there before. */
  readonly settled: Uint8Array;
}

/** Scans one node for the keys of slots. */
export type ScanNode<Item> = (part: NodePart) => AsyncGenerator<Item>;

/**
 * Scans the slots that are not 0 in `slots`, several nodes at once, until each was scanned whole at a node that had it all the while. A slot
 * that moved meanwhile, or whose node was lost, is scanned again where it is then: keys may come twice, none is missed.
 * Ends quietly when the signal aborts.
 * @param slots all when null; each is struck off when it was scanned
 * @throws Failure
 */
export async function* scanCluster<Item>(
  pool: NodePool,
  scanNode: ScanNode<Item>,
  signal: AbortSignal,
  slots: Uint8Array | null = null,
): AsyncGenerator<Item> {
  const what = t('Could not read from {0}', pool.dial.label);
  const { patience } = pool;
  const wanted = slots ?? new Uint8Array(SLOT_COUNT).fill(1);
  let before = await patiently(pool, signal);
  for (;;) {
    const lost = new Map<string, Failure>();
    const scans = (places: readonly (Place | undefined)[], settled: Uint8Array) =>
      merged(
        partsOf(places, wanted).map((part) => () => scanPlace(pool, { ...part, settled }, scanNode, lost)),
        MOST_NODES,
      );
    const { owners, importers } = before;
    const still = Uint8Array.from(wanted, (_, slot) => (importers.has(slot) ? 0 : 1));
    for await (const item of scans(owners, still)) {
      patience.progress();
      yield item;
    }
    // A slot on its way is read from where it comes first, then from where it goes: keys move in that direction only.
    const arriving = owners.map((_, slot) => importers.get(slot));
    for await (const item of scans(arriving, wanted)) yield item;
    if (signal.aborted) return;
    const after = await patiently(pool, signal);
    const left = settle(wanted, before, after, lost);
    if (left === 0) return;
    await patience.wait([...lost.values()][0] ?? pool.unserved(what, left), signal);
    before = after;
  }
}

async function patiently(pool: NodePool, signal: AbortSignal): Promise<SlotView> {
  for (;;) {
    try {
      return await viewSlots(pool);
    } catch (error) {
      if (!isPassingInCluster(error)) throw error;
      await pool.patience.wait(error, signal);
    }
  }
}

async function* scanPlace<Item>(
  pool: NodePool,
  part: Omit<NodePart, 'node'>,
  scanNode: ScanNode<Item>,
  lost: Map<string, Failure>,
): AsyncGenerator<Item> {
  const { place } = part;
  let node: NodeServer | undefined;
  try {
    node = await pool.node(place);
    yield* scanNode({ ...part, node });
  } catch (error) {
    if (!isPassingInCluster(error)) throw error;
    lost.set(placeKey(place), error);
    if (node !== undefined) await pool.drop(place, node);
  }
}

/** The wanted slots by the place that each of them is at. */
function partsOf(
  places: readonly (Place | undefined)[],
  wanted: Uint8Array,
): { readonly place: Place; readonly wanted: Uint8Array }[] {
  const parts = new Map<string, { readonly place: Place; readonly wanted: Uint8Array }>();
  for (const [slot, place] of places.entries()) {
    if (place === undefined || wanted[slot] === 0) continue;
    const key = placeKey(place);
    const part = parts.get(key) ?? { place, wanted: new Uint8Array(SLOT_COUNT) };
    part.wanted[slot] = 1;
    parts.set(key, part);
  }
  return [...parts.values()];
}

/** Strikes the slots off that were read whole, and counts the others. */
function settle(
  wanted: Uint8Array,
  before: SlotView,
  after: SlotView,
  lost: ReadonlyMap<string, Failure>,
): number {
  let left = 0;
  const read = (place: Place | undefined): boolean => place !== undefined && !lost.has(placeKey(place));
  for (let slot = 0; slot < SLOT_COUNT; slot++) {
    if (wanted[slot] === 0) continue;
    const from = before.owners[slot];
    const to = before.importers.get(slot);
    const now = after.owners[slot];
    const next = after.importers.get(slot);
    const stayed = samePlace(from, now) && (next === undefined ? to === undefined : samePlace(to, next));
    const arrived = to !== undefined && samePlace(to, now) && next === undefined;
    if (read(from) && (to === undefined || read(to)) && (stayed || arrived)) wanted[slot] = 0;
    else left++;
  }
  return left;
}
