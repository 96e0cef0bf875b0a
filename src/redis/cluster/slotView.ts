import { t } from '../../core/model/t';
import type { NodeServer } from '../nodeServer';
import { isLoss, isPassingInCluster } from '../patience';
import { placeKey } from './nodePool';
import type { NodePool } from './nodePool';
import { readNodes } from './topology';
import type { NodesView, Place } from './topology';

/** Where the keys of each slot are. */
export interface SlotView {
  readonly owners: readonly (Place | undefined)[];
  /** The node that takes a slot which is on its way, while its keys are in both. */
  readonly importers: ReadonlyMap<number, Place>;
}

/**
 * Asks every master which slots it serves and which it is giving away: each knows this of itself at once, of the others
 * only after a while. Nodes that do not answer keep what the others say of them.
 * @throws Failure
 */
export async function viewSlots(pool: NodePool): Promise<SlotView> {
  await pool.refresh();
  const { topology } = pool;
  const owners = [...topology.owners];
  const importers = new Map<number, Place>();
  const epochs = new Map<number, number>();
  const byId = new Map(topology.masters.map((place) => [place.id, place]));
  const asked = new Set<string>();
  let waiting: Place[] = [...topology.masters];
  while (waiting.length > 0) {
    for (const { id } of waiting) asked.add(id);
    const views = await Promise.all(waiting.map((place) => askNodes(pool, place)));
    // Masters without slots are told by the others only.
    const found = views.flatMap((view) => view?.masters.map((id) => view.places.get(id)) ?? []);
    for (const place of found) if (place !== undefined && !byId.has(place.id)) byId.set(place.id, place);
    for (const view of views) if (view !== null) adopt(view, byId, { owners, importers, epochs });
    waiting = [...byId.values()].filter(({ id }) => !asked.has(id));
  }
  return { owners, importers };
}

function adopt(
  view: NodesView,
  byId: ReadonlyMap<string, Place>,
  into: {
    readonly owners: (Place | undefined)[];
    readonly importers: Map<number, Place>;
    readonly epochs: Map<number, number>;
  },
): void {
  const place = byId.get(view.self);
  if (place === undefined || !view.masters.includes(view.self)) return;
  for (const slot of view.slots) {
    // Two nodes may claim a slot for a moment: the one with the later epoch will have it.
    if ((into.epochs.get(slot) ?? -1) >= view.epoch) continue;
    into.epochs.set(slot, view.epoch);
    into.owners[slot] = place;
    const importer = view.migrating.get(slot);
    const to = importer === undefined ? undefined : (byId.get(importer) ?? view.places.get(importer));
    if (to === undefined) into.importers.delete(slot);
    else into.importers.set(slot, to);
  }
}

async function askNodes(pool: NodePool, place: Place): Promise<NodesView | null> {
  let node: NodeServer | undefined;
  try {
    node = await pool.node(place);
    const { control } = node;
    const what = t('Could not read the slots of {0}', pool.dial.label);
    const reply = await control.call(what, 'CLUSTER', 'NODES');
    return Buffer.isBuffer(reply) ? readNodes(reply.toString('utf8'), place.host) : null;
  } catch (error) {
    if (!isPassingInCluster(error)) throw error;
    if (node !== undefined && isLoss(error)) await pool.drop(place, node);
    return null;
  }
}

/** True if both mean the same node. */
export function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.id === b.id && placeKey(a) === placeKey(b);
}
