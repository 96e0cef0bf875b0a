/**
 * Knows the temporary keys that a lost connection may have left on the target, so that the next attempt at the same key
 * removes them: nobody else could, and until they expire they take the room of the value once more.
 */
export class LeftOvers {
  readonly #parts = new Map<string, Set<Buffer>>();

  /** Those that may be there of a key. */
  of(database: number, key: Uint8Array): readonly Buffer[] {
    return [...(this.#parts.get(nameOf(database, key)) ?? [])];
  }

  /** One is about to be written. */
  add(database: number, key: Uint8Array, part: Buffer): void {
    const name = nameOf(database, key);
    const parts = this.#parts.get(name) ?? new Set();
    this.#parts.set(name, parts.add(part));
  }

  /** None is there any more: all were removed, or got the key's name. */
  gone(database: number, key: Uint8Array): void {
    this.#parts.delete(nameOf(database, key));
  }
}

function nameOf(database: number, key: Uint8Array): string {
  return `${String(database)} ${Buffer.from(key).toString('latin1')}`;
}
