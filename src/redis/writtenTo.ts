/** Knows which process each node was when it was written to. */
export class WrittenTo {
  readonly #runIds = new Map<string, string>();

  /**
   * True when the node was another process when it was written to before: what it held then may be gone.
   * @param runId empty when the server does not tell
   */
  isAnother(node: string, runId: string): boolean {
    const before = this.#runIds.get(node);
    if (runId !== '') this.#runIds.set(node, runId);
    return before !== undefined && runId !== '' && before !== runId;
  }

  /** True if the node was written to. */
  has(node: string): boolean {
    return this.#runIds.has(node);
  }
}
