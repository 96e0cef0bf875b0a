import type { Words } from '../../src/core/model/t';

/** A language that has words for everything, which tells them from what was never said: `⟦Copied {0}⟧`. For `speak`. */
export const FOREIGN: Words = new Proxy<Words>({}, { get: (_words, text) => `⟦${String(text)}⟧` });

/** What of a text was not said in it. */
export function unsaidOf(text: string): string {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return rest === text ? text : unsaidOf(rest);
}
