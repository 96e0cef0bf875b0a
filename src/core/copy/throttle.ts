/** How many keys a second a copy may read just now: whoever watches it can change that while it goes. */
export class Throttle {
  readonly #changed = new Set<() => void>();
  #keysPerSecond: number | null;

  /** @param keysPerSecond what it begins with, 1 or more; null for as fast as it goes */
  constructor(keysPerSecond: number | null = null) {
    this.#keysPerSecond = keysPerSecond;
  }

  /** Null while it may go as fast as it does. */
  get keysPerSecond(): number | null {
    return this.#keysPerSecond;
  }

  /** @param keysPerSecond 1 or more; null for as fast as it goes */
  set(keysPerSecond: number | null): void {
    this.#keysPerSecond = keysPerSecond;
    for (const changed of [...this.#changed]) changed();
  }

  /** A signal that aborts with the next change. `forget` ends the waiting for it. */
  next(): { readonly signal: AbortSignal; forget(): void } {
    const controller = new AbortController();
    const changed = (): void => {
      this.#changed.delete(changed);
      controller.abort();
    };
    this.#changed.add(changed);
    return { signal: controller.signal, forget: () => void this.#changed.delete(changed) };
  }
}
