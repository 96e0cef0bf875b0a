import { keyName, pickPage } from './bulk/keyPage';
import type { FramedKeys, KeyPage } from './bulk/keyPage';

/**
 * Leaves keys out that were handed on before a connection was lost: a scan that goes on from its last position comes upon
 * them once more, in its next page or, where pages have become smaller, in some later one.
 */
export class SeenKeys {
  /** Handed on since the last position. */
  #handedOn: FramedKeys[] = [];
  /** Handed on before the connection was lost, and not come upon since. */
  #expected = new Set<string>();
  /** Come upon again, by the page; a page counts once the position behind it is reached. */
  #metAgain: string[][] = [];

  /** Takes keys in that are handed on, of a page that goes on. */
  add(keys: FramedKeys): void {
    this.#handedOn.push(keys);
  }

  /** The position behind a page is reached. */
  pageOver(): void {
    this.#handedOn = [];
    this.#metAgain.shift();
  }

  /** The connection is lost: the scan goes on from its last position. */
  lost(): void {
    for (const name of this.#metAgain.flat()) this.#expected.add(name);
    for (const keys of this.#handedOn) {
      for (let index = 0; index < keys.count; index++) this.#expected.add(nameOf(keys, index));
    }
    this.#metAgain = [];
    this.#handedOn = [];
  }

  /** The scan begins anew. */
  forget(): void {
    this.#handedOn = [];
    this.#metAgain = [];
    this.#expected.clear();
  }

  /** What is new of a page. Every page of a scan has to pass here, in order. */
  newOf(page: KeyPage): KeyPage {
    const again: string[] = [];
    this.#metAgain.push(again);
    if (this.#expected.size === 0) return page;
    return pickPage(page, (index) => {
      const name = nameOf(page, index);
      if (!this.#expected.delete(name)) return true;
      again.push(name);
      return false;
    });
  }
}

function nameOf(keys: FramedKeys, index: number): string {
  return keyName(keys, index).toString('latin1');
}
