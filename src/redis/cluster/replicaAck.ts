import type { BulkSocket } from '../bulk/bulkSocket';
import { commandFrame } from '../bulk/frames';

const WAIT_MS = 1_000;
/** How long not to ask, when replicas did not answer or there are none. */
const PAUSE_MS = 30_000;

/**
 * Waits until a replica holds what was written. Without it, keys that a master confirmed just before it died would be
 * missing after the failover. A replica that is away or too slow holds nobody up for long.
 */
export class ReplicaAck {
  readonly #socket: BulkSocket;
  #asking: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #pausedUntil = 0;

  constructor(socket: BulkSocket) {
    this.#socket = socket;
  }

  /** Resolves when everything written on the socket before this call is held by a replica, or none can be had. @throws Failure */
  async confirm(): Promise<void> {
    if (performance.now() < this.#pausedUntil) return;
    // An answer under way may be about less: those who come meanwhile share the next one.
    if (this.#asking === null) this.#asking = this.#ask();
    else {
      this.#next ??= this.#asking.then(() => {
        this.#next = null;
        this.#asking = this.#ask();
        return this.#asking;
      });
      await this.#next;
      return;
    }
    await this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      const { bytes } = await this.#socket.request(commandFrame(['WAIT', 1, WAIT_MS]), 1, 0);
      // :0 when nobody answered in time; an error when it may not be asked.
      if (!/^:[1-9]/.test(bytes.toString('latin1', 0, 2))) this.#pausedUntil = performance.now() + PAUSE_MS;
    } finally {
      if (this.#next === null) this.#asking = null;
    }
  }
}
