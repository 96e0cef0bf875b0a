import type { Topology } from './topology';

/** What writes to one node tell of what its replicas hold. */
export interface Marks {
  /** Something was written: until `held` says otherwise, only the node has it. @returns what to name it by */
  wrote(): number;
  /** Replicas hold all that was written before, up to this. */
  held(mark: number): void;
}

/**
 * Knows which masters have taken something that their replicas are not known to hold. When one of those replicas takes
 * such a master's place, that is lost, though the master said OK to it.
 */
export class Unheld {
  #marks = 0;
  /** By node: its last write that is not known to be held. */
  readonly #last = new Map<string, number>();

  /** Those of one node, by the cluster's id of it. */
  of(node: string): Marks {
    return {
      wrote: () => {
        this.#last.set(node, ++this.#marks);
        return this.#marks;
      },
      held: (mark) => {
        if ((this.#last.get(node) ?? Infinity) <= mark) this.#last.delete(node);
      },
    };
  }

  /**
   * True when something may be lost by how the cluster has changed: a node is no master any more, while another one has
   * become one. Slots that are moved take their keys along, but go to nodes that are masters already. Tells it once.
   */
  isLost(before: Pick<Topology, 'masters'>, now: Pick<Topology, 'masters'>): boolean {
    const had = new Set(before.masters.map(({ id }) => id));
    if (now.masters.every(({ id }) => had.has(id))) return false;
    const has = new Set(now.masters.map(({ id }) => id));
    const lost = [...this.#last.keys()].filter((node) => !has.has(node));
    for (const node of lost) this.#last.delete(node);
    return lost.length > 0;
  }
}
