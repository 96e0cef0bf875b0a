import type { Lane } from './lane';

/** Asks a server how quickly it answers, on a connection on which nothing else is asked. */
export class Pinger {
  readonly #label: string;
  readonly #open: () => Promise<Lane>;
  #lane: Promise<Lane> | null = null;

  /** @param open dials a connection; called when there is none, or the last one failed */
  constructor(label: string, open: () => Promise<Lane>) {
    this.#label = label;
    this.#open = open;
  }

  /** See KeySource.latency. @throws Failure `connect.*` */
  async latency(): Promise<number> {
    try {
      const lane = await (this.#lane ??= this.#open());
      const before = performance.eventLoopUtilization();
      await lane.call(`Could not ask ${this.#label} how it does`, 'PING');
      // While we are at work ourselves an answer may be lying there: only idle time was spent waiting for it.
      return performance.eventLoopUtilization(before).idle;
    } catch (error) {
      this.#lane = null;
      throw error;
    }
  }
}
