/** What the extension keeps between windows: the part of the editor's Memento that we use. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
