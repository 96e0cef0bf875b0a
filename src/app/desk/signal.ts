/** Something to listen to. Ours rather than the editor's, so that what fires it can be tested without an editor. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Calls `listener` at every firing, until disposed. */
  listen(listener: (value: T) => void): { dispose: () => void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}
