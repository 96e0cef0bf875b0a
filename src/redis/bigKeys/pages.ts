import type { Command, Reply } from '../lane';
import type { Conversation } from './conversation';

/** Bytes of a chunk to aim for, and elements in it at most: a serverless cache takes 3,999 arguments at once. */
export const CHUNK = { bytes: 1 << 20, elements: 1000 };
/** A page that turns out larger is asked for again, with fewer elements. */
const MOST_PAGE_BYTES = 4 * CHUNK.bytes;
const FIRST_COUNT = 16;

/** Asks for pages of a collection whose elements may be of any size: how many at once follows what they turn out to be. */
export class Pages {
  readonly #talk: Conversation;
  #count = FIRST_COUNT;

  constructor(talk: Conversation) {
    this.#talk = talk;
  }

  /**
   * One page. A single element is taken as it is, however large.
   * @param command asks for so many elements
   * @throws Failure
   */
  async next(
    command: (count: number) => Command,
  ): Promise<{ readonly reply: Reply; readonly count: number }> {
    for (;;) {
      const count = this.#count;
      const replies = await this.#talk.ask([command(count)], count === 1 ? Infinity : MOST_PAGE_BYTES);
      if (replies !== null) return { reply: this.#talk.sound(replies[0] ?? null), count };
      this.#count = Math.max(1, Math.floor(count / 8));
    }
  }

  /** Tells what a page turned out to be: those to come grow slowly, since the next elements may be larger. */
  seen(elements: readonly Uint8Array[], each: number): void {
    const bytes = elements.reduce((sum, { length }) => sum + length, 0);
    const wanted = Math.floor(CHUNK.bytes / Math.max(1, bytes / Math.max(1, elements.length / each)));
    this.#count = Math.max(1, Math.min(wanted, this.#count * 4, CHUNK.elements));
  }
}
