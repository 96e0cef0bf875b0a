import type { Words } from '../../src/core/model/t';

/** A language in which every text is itself, in brackets: what stands outside of them was not said through `t()`. */
export const PSEUDO_WORDS: Words = new Proxy(
  {},
  { get: (_words, text) => (typeof text === 'string' ? `⟦${text}⟧` : undefined) },
);

/** What of a text stands outside of all brackets; without letters when it was said whole. */
export function outsideOf(text: string): string {
  const inner = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return inner === text ? text : outsideOf(inner);
}
