import type { Profile } from '../model/profile';

/** What one process of an end holds, by database. */
export interface Holding {
  readonly runId: string;
  readonly keys: Readonly<Record<number, number>>;
  /** Of these, keys with an expiry. */
  readonly expiring: Readonly<Record<number, number>>;
  /** Of a master of a cluster: how many slots it serves. */
  readonly slots?: number;
}

/** By the cluster's id of the node; by an empty id for a server that stands alone. */
export type Holdings = Readonly<Record<string, Holding>>;

/** What the processes of an end hold; nothing is known of one that does not tell which process it is. */
export function holdingsOf({ nodes, shards = {}, databases, runId }: Profile): Holdings {
  if (nodes === undefined) {
    const figures = (of: 'keys' | 'expiring') =>
      Object.fromEntries(databases.map((database) => [database.index, database[of]]));
    return runId === '' ? {} : { '': { runId, keys: figures('keys'), expiring: figures('expiring') } };
  }
  return Object.fromEntries(
    Object.entries(nodes).flatMap(([id, process]) => {
      const shard = shards[id];
      if (shard === undefined || process === '') return [];
      // Where it is not told which keys expire, all of them may.
      const { keys, expiring = keys, slots } = shard;
      return [[id, { runId: process, keys, expiring, ...(slots === undefined ? {} : { slots }) }]];
    }),
  );
}

/** Keys of processes that are gone, and of those that came in their place. */
export interface Exchange {
  /** Keys that were there. */
  readonly held: number;
  /** Of these, keys that have no expiry. */
  readonly lasting: number;
  /** Keys that are there now. */
  readonly holds: number;
}

/**
 * What other processes hold than before, in the slots that they took over; null when all are those that they were.
 * @param chosen the databases that count
 * @param seen keys that were read of a database of a node, by its id: it held so many at least
 */
export function exchanged(
  before: Holdings,
  now: Holdings,
  chosen: (database: number) => boolean,
  seen: (node: string, database: number) => number,
): Exchange | null {
  const gone = Object.entries(before).filter(([id, { runId }]) => now[id]?.runId !== runId);
  const come = Object.entries(now).filter(([id, { runId }]) => before[id]?.runId !== runId);
  if (gone.length === 0) return null;
  // Slots that went to others took their keys with them.
  const served = slotsOf(gone);
  const share = served === 0 ? 1 : Math.min(1, slotsOf(come) / served);
  let held = 0;
  let lasting = 0;
  for (const [id, { keys, expiring }] of gone) {
    for (const [name, count] of Object.entries(keys)) {
      const database = Number(name);
      if (!chosen(database)) continue;
      held += share * Math.max(count, seen(id, database));
      lasting += share * Math.max(0, count - (expiring[database] ?? 0));
    }
  }
  const holds = come
    .flatMap(([, { keys }]) => Object.entries(keys))
    .reduce((sum, [database, count]) => sum + (chosen(Number(database)) ? count : 0), 0);
  return { held: Math.round(held), lasting: Math.floor(lasting), holds };
}

/** How many slots they serve together; 0 where that is not known. */
export function slotsOf(holdings: readonly (readonly [string, Holding])[]): number {
  return holdings.reduce((sum, [, { slots = 0 }]) => sum + slots, 0);
}
