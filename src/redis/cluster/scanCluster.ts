import type { NodeServer } from '../nodeServer';
import { merged } from './merged';
import { placeKey } from './nodePool';
import type { NodePool } from './nodePool';
import { Patience, isPassing } from './patience';
import { SLOT_COUNT } from './slots';
import { samePlace, viewSlots } from './slotView';
import type { SlotView } from './slotView';
import type { Place } from './topology';

/** Nodes that are scanned at once. */
const MOST_NODES = 4;

/** Scans one node for the keys of slots that are not 0 in `wanted`. */
export type ScanNode<Item> = (node: NodeServer, wanted: Uint8Array) => AsyncGenerator<Item>;

/**
 * Scans every slot, several nodes at once, until each was scanned whole at a node that had it all the while. A slot
 * that moved meanwhile, or whose node was lost, is scanned again where it is then: keys may come twice, none is missed.
 * Ends quietly when the signal aborts.
 * @throws Failure
 */
export async function* scanCluster<Item>(
  pool: NodePool,
  scanNode: ScanNode<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  const what = `Could not read from ${pool.dial.label}`;
  const patience = new Patience();
  const wanted = new Uint8Array(SLOT_COUNT).fill(1);
  let before = await patiently(pool, patience, signal);
  for (;;) {
    const lost = new Map<string, unknown>();
    const scans = (places: Iterable<Place>, slots: Uint8Array) =>
      merged(
        [...places].map((place) => () => scanPlace(pool, place, slots, scanNode, lost)),
        MOST_NODES,
      );
    for await (const item of scans(ownersOf(before, wanted), wanted)) {
      patience.progress();
      yield item;
    }
    // A slot on its way is read from where it comes first, then from where it goes: keys move in that direction only.
    const taken = wanted.map((flag, slot) => (before.importers.has(slot) ? flag : 0));
    for await (const item of scans(importersOf(before, taken), taken)) yield item;
    if (signal.aborted) return;
    const after = await patiently(pool, patience, signal);
    const left = settle(wanted, before, after, lost);
    if (left === 0) return;
    await patience.wait([...lost.values()][0] ?? pool.unserved(what, left), signal);
    before = after;
  }
}

async function patiently(pool: NodePool, patience: Patience, signal: AbortSignal): Promise<SlotView> {
  for (;;) {
    try {
      return await viewSlots(pool);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await patience.wait(error, signal);
    }
  }
}

async function* scanPlace<Item>(
  pool: NodePool,
  place: Place,
  wanted: Uint8Array,
  scanNode: ScanNode<Item>,
  lost: Map<string, unknown>,
): AsyncGenerator<Item> {
  let node: NodeServer | undefined;
  try {
    node = await pool.node(place);
    yield* scanNode(node, wanted);
  } catch (error) {
    if (!isPassing(error)) throw error;
    lost.set(placeKey(place), error);
    if (node !== undefined) await pool.drop(place, node);
  }
}

function ownersOf({ owners }: SlotView, wanted: Uint8Array): Place[] {
  const places = new Map<string, Place>();
  for (const [slot, owner] of owners.entries()) {
    if (wanted[slot] === 1 && owner !== undefined) places.set(placeKey(owner), owner);
  }
  return [...places.values()];
}

function importersOf({ importers }: SlotView, wanted: Uint8Array): Place[] {
  const places = new Map<string, Place>();
  for (const [slot, place] of importers) if (wanted[slot] === 1) places.set(placeKey(place), place);
  return [...places.values()];
}

/** Strikes the slots off that were read whole, and counts the others. */
function settle(
  wanted: Uint8Array,
  before: SlotView,
  after: SlotView,
  lost: ReadonlyMap<string, unknown>,
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
