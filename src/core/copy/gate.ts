/** Where a copy can be held up, and let on. While it is closed nothing more is read or written. */
export class Gate {
  readonly #waiting = new Set<() => void>();
  #closed = false;

  get paused(): boolean {
    return this.#closed;
  }

  pause(): void {
    this.#closed = true;
  }

  resume(): void {
    this.#closed = false;
    for (const go of this.#waiting) go();
  }

  /** Resolves once it is open, or as soon as the signal aborts; never rejects. */
  async opened(signal: AbortSignal): Promise<void> {
    if (!this.#closed || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', go);
    });
  }
}
