import type { Failure } from '../core/model/failure';
import { partOfCluster } from '../core/model/partialProfile';
import type { Look } from '../core/model/partialProfile';
import type { Lane } from './lane';
import { lookAt } from './probe';

/** Looks at one server, and what the last one found. */
export class Looks {
  readonly #lane: Lane;
  readonly #label: string;
  readonly #unmapped: Failure | undefined;
  #last: Promise<Look> | null = null;

  /** @param unmapped see Reached */
  constructor(lane: Lane, label: string, unmapped?: Failure) {
    this.#lane = lane;
    this.#label = label;
    this.#unmapped = unmapped;
  }

  /** @throws Failure `connect.*`, `server.busy` … */
  take(): Promise<Look> {
    const look = this.#look();
    this.#last = look;
    // What failed once is asked again.
    look.catch(() => (this.#last = null));
    return look;
  }

  /** The last one that did not fail. */
  last(): Promise<Look> | null {
    return this.#last;
  }

  /** @throws Failure where the rest of the cluster is not known: nothing of it may be copied */
  requireMapped(): void {
    if (this.#unmapped !== undefined) throw this.#unmapped;
  }

  async #look(): Promise<Look> {
    const look = await lookAt(this.#lane, this.#label);
    if (this.#unmapped === undefined) return look;
    return { profile: partOfCluster(look.profile), refused: this.#unmapped };
  }
}
