import { words } from '../model/t';

/** A text of our tables of directives in the editor's language. test/l10n reads the tables for them. */
export function ofTable(text: string): string {
  return words()[text] ?? text;
}
