import { fill } from './t';

/**
 * A sentence that outlives the window that it was written in: why a key was not copied, how two values differ, a notice of
 * a run. It is kept in English, in checkpoints, results and reports as JSON, so that whoever goes on with a run writes the
 * same words; `sayStored` says it in the user's language where it is shown.
 * @param text a literal in English, with `{0}`, `{1}` … where the values come in
 */
export function stored(text: string, ...values: readonly (string | number)[]): string {
  return fill(text, values);
}
