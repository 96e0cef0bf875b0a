import type { Failure } from '../core/model/failure';
import { partOfCluster } from '../core/model/partialProfile';
import type { Look } from '../core/model/partialProfile';
import type { Lane } from './lane';
import { lookAt } from './probe';
import type { ToldByInfo } from './probe';

/** INFO is not asked for again so soon: milliseconds. */
const FRESH_MS = 2_000;

/** Looks at one server, and what the last one found. */
export class Looks {
  readonly #lane: Lane;
  readonly #label: string;
  readonly #unmapped: Failure | undefined;
  #last: Promise<Look> | null = null;
  #told: { readonly info: ToldByInfo; readonly at: number } | null = null;

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

  /** What INFO told in the last look, once, if that was a moment ago; else null. */
  takeInfo(): ToldByInfo | null {
    const told = this.#told;
    this.#told = null;
    return told !== null && performance.now() - told.at < FRESH_MS ? told.info : null;
  }

  /** @throws Failure where the rest of the cluster is not known: nothing of it may be copied */
  requireMapped(): void {
    if (this.#unmapped !== undefined) throw this.#unmapped;
  }

  async #look(): Promise<Look> {
    const { profile, refused, info } = await lookAt(this.#lane, this.#label);
    this.#told = info === null ? null : { info, at: performance.now() };
    if (this.#unmapped === undefined) return { profile, refused };
    return { profile: partOfCluster(profile), refused: this.#unmapped };
  }
}
