import { SLOT_COUNT } from '../../core/model/slotRanges';
import type { Reply } from '../lane';

/** Where a node listens. */
export interface Place {
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** Who serves what, as one node of the cluster sees it. */
export interface Topology {
  /** Nodes with slots. */
  readonly masters: readonly Place[];
  readonly replicas: readonly Place[];
  /** The replicas by the ids of their masters. */
  readonly replicasOf: ReadonlyMap<string, readonly Place[]>;
  /** The master of each slot; undefined where nobody serves it. */
  readonly owners: (Place | undefined)[];
}

/** What a node says in CLUSTER NODES: of itself, and where the others are. */
export interface NodesView {
  readonly places: ReadonlyMap<string, Place>;
  /** Nodes that are masters and not known to have failed. */
  readonly masters: readonly string[];
  readonly self: string;
  readonly epoch: number;
  /** Slots that it serves. */
  readonly slots: readonly number[];
  /** Slots that it is giving away, each with the id of the node that takes it. */
  readonly migrating: ReadonlyMap<number, string>;
}

/**
 * Reads CLUSTER SLOTS.
 * @param host stands for nodes that do not know their own address
 */
export function readSlots(reply: Reply, host: string): Topology {
  const owners = new Array<Place | undefined>(SLOT_COUNT).fill(undefined);
  const masters = new Map<string, Place>();
  const replicas = new Map<string, Place>();
  const replicasOf = new Map<string, readonly Place[]>();
  for (const range of asList(reply)) {
    const [from, to, ...nodes] = asList(range);
    const [master, ...others] = nodes.map((node) => readPlace(node, host));
    if (master === undefined) continue;
    const known = masters.get(master.id) ?? master;
    masters.set(master.id, known);
    if (others.length > 0) replicasOf.set(master.id, others);
    for (const replica of others) replicas.set(replica.id, replica);
    owners.fill(known, Number(from), Number(to) + 1);
  }
  return {
    masters: [...masters.values()],
    replicas: [...replicas.values()],
    replicasOf,
    owners,
  };
}

function readPlace(node: Reply, fallback: string): Place {
  const [host, port, id] = asList(node).map((part) => (Buffer.isBuffer(part) ? part.toString('utf8') : part));
  // A node that prefers a name that it was not given says "?", one that does not know its address nothing.
  const known = typeof host === 'string' && host !== '' && host !== '?' ? host : fallback;
  return { id: typeof id === 'string' ? id : `${known}:${String(port)}`, host: known, port: Number(port) };
}

/** Reads CLUSTER NODES: `id ip:port@bus[,name] flags master ping pong epoch link slot slot-slot [slot->-id] …`. */
export function readNodes(text: string, host: string): NodesView {
  const places = new Map<string, Place>();
  const masters: string[] = [];
  const migrating = new Map<number, string>();
  const slots: number[] = [];
  let self = '';
  let epoch = 0;
  for (const line of text.split('\n')) {
    const [id = '', address = '', flags = '', , , , nodeEpoch, , ...ranges] = line.trim().split(' ');
    const where = /^(.*):(\d+)(?:@\d+)?(?:,([^,]*))?/.exec(address);
    if (where === null) continue;
    const [, ip = '', port, name = ''] = where;
    const listed = flags.split(',');
    places.set(id, { id, host: name !== '' ? name : ip !== '' ? ip : host, port: Number(port) });
    if (listed.includes('master') && !listed.includes('fail') && !listed.includes('noaddr')) masters.push(id);
    if (!listed.includes('myself')) continue;
    self = id;
    epoch = Number(nodeEpoch);
    for (const range of ranges) {
      const open = /^\[(\d+)->-(\w+)\]$/.exec(range);
      if (open?.[2] !== undefined) migrating.set(Number(open[1]), open[2]);
      const closed = /^(\d+)(?:-(\d+))?$/.exec(range);
      if (closed === null) continue;
      for (let slot = Number(closed[1]); slot <= Number(closed[2] ?? closed[1]); slot++) slots.push(slot);
    }
  }
  return { places, masters, self, epoch, slots, migrating };
}

function asList(reply: Reply | undefined): readonly Reply[] {
  return Array.isArray(reply) ? (reply as readonly Reply[]) : [];
}
