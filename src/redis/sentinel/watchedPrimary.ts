import type { Dial } from '../../core/dial';
import { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import { Sentinels } from './sentinels';

/** How long a failover may go unseen while keys are read. */
const INTERVAL_MS = 1_000;

/** A primary that Sentinels led to, and may lead away from; one that was dialled itself is taken for what it is. */
export class WatchedPrimary {
  readonly #dial: Dial;
  readonly #sentinels: Sentinels | null;
  readonly #signal: AbortSignal;

  /** @param dial of the primary; `followed` is where its Sentinels are */
  constructor(dial: Dial, signal: AbortSignal) {
    const { followed } = dial;
    this.#dial = dial;
    this.#sentinels = followed === undefined ? null : new Sentinels({ ...dial, address: followed });
    this.#signal = signal;
  }

  /**
   * Asks the Sentinels whether they still name it. After a failover the old primary may take writes for some seconds, and
   * then throws them away.
   * @throws Failure `connect.lost` when they name another one
   */
  async assure(): Promise<void> {
    if (!(await this.#isAnother())) return;
    throw this.#lost();
  }

  /**
   * Hands on what is read of it, and asks the Sentinels meanwhile: one that is frozen does not tell, and one that has become
   * a replica goes on answering.
   * @param onFailover called once, when they name another one
   * @throws Failure `connect.lost` when they do so at the end
   */
  async *reading<Item>(items: AsyncIterable<Item>, onFailover: () => void): AsyncGenerator<Item> {
    const stop = this.#watch(onFailover);
    try {
      yield* items;
    } finally {
      stop();
    }
    if (await this.#isKnownAnother()) throw this.#lost();
  }

  #watch(onFailover: () => void): () => void {
    if (this.#sentinels === null) return () => undefined;
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    const next = (): void => {
      timer = setTimeout(() => {
        const answered = (another: boolean): void => {
          if (stopped) return;
          if (another) onFailover();
          else next();
        };
        this.#isKnownAnother().then(answered, next);
      }, INTERVAL_MS);
    };
    next();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }

  /** False also while no Sentinel can be asked: what is read is not wrong for that. */
  #isKnownAnother(): Promise<boolean> {
    return this.#isAnother().catch(() => false);
  }

  async #isAnother(): Promise<boolean> {
    if (this.#sentinels === null) return false;
    const { host, port } = await this.#sentinels.primary(this.#signal);
    const { address } = this.#dial;
    return host !== address.host || port !== address.port;
  }

  #lost(): Failure {
    return new Failure('connect.lost', {
      what: t('Lost {0}', this.#dial.label),
      why: t('its Sentinels failed over to another server, and what was written since may be lost'),
      next: t('Run again.'),
    });
  }
}
