import type { BulkSocket } from '../bulk/bulkSocket';
import { commandFrame } from '../bulk/frames';

/** How long replicas may take to hold what was written, in milliseconds. */
export const ACKNOWLEDGED_MS = 1_000;
/** How long not to ask, when replicas did not answer or it may not be asked. */
const PAUSE_MS = 30_000;

/**
 * Waits until the replicas hold what was written. Without it, keys that a master confirmed just before it died would be
 * missing after the failover. Replicas that are away or too slow hold nobody up for long.
 */
export class ReplicaAck {
  readonly #socket: BulkSocket;
  #asking: Promise<boolean> | null = null;
  #next: Promise<boolean> | null = null;
  #pausedUntil = 0;

  constructor(socket: BulkSocket) {
    this.#socket = socket;
  }

  /**
   * True when everything written on the socket before this call is held by so many replicas; false when that is not
   * known.
   * @throws Failure
   */
  async confirm(replicas: number): Promise<boolean> {
    if (performance.now() < this.#pausedUntil) return false;
    // An answer under way may be about less: those who come meanwhile share the next one.
    if (this.#asking === null) {
      this.#asking = this.#ask(replicas);
      return this.#asking;
    }
    this.#next ??= this.#asking.then(() => {
      this.#next = null;
      this.#asking = this.#ask(replicas);
      return this.#asking;
    });
    return this.#next;
  }

  async #ask(replicas: number): Promise<boolean> {
    try {
      const { bytes } = await this.#socket.request(commandFrame(['WAIT', replicas, ACKNOWLEDGED_MS]), 1, 0);
      // Fewer when others did not answer in time; an error when it may not be asked.
      const held = Number(/^:(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? 0) >= replicas;
      if (!held) this.#pausedUntil = performance.now() + PAUSE_MS;
      return held;
    } finally {
      if (this.#next === null) this.#asking = null;
    }
  }
}
