/** Keeps some of what it is offered, each with the same chance, without knowing how much will come. */
export class Reservoir<Item> {
  readonly #size: number;
  readonly #random: () => number;
  readonly #items: Item[] = [];
  #offered = 0;

  /** @param random a number from 0 up to, but not, 1 */
  constructor(size: number, random: () => number = Math.random) {
    this.#size = size;
    this.#random = random;
  }

  /** How many it was offered. */
  get offered(): number {
    return this.#offered;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  /** @param make called only if the item is kept for now */
  offer(make: () => Item): void {
    this.#offered++;
    if (this.#items.length < this.#size) {
      this.#items.push(make());
      return;
    }
    const place = Math.floor(this.#random() * this.#offered);
    if (place < this.#size) this.#items[place] = make();
  }
}
