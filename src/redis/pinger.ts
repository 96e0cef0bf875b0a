import { t } from '../core/model/t';
import { isAnswer } from './lane';
import type { Lane } from './lane';
import { translate } from './translate';

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
      const [answer] = await lane.pipeline([['PING']]);
      // A refusal is an answer, and came as quickly.
      if (answer instanceof Error && !isAnswer(answer)) {
        throw translate(answer, t('Could not ask {0} how it does', this.#label));
      }
      // While we are at work ourselves an answer may be lying there: only idle time was spent waiting for it.
      return performance.eventLoopUtilization(before).idle;
    } catch (error) {
      this.#lane = null;
      throw error;
    }
  }
}
