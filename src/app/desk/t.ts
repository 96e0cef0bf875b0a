import { l10n } from 'vscode';

/**
 * Says a text in the language of the editor, where `l10n/bundle.l10n.<language>.json` has it, and as it stands elsewhere.
 * @param text a literal in English, with `{0}`, `{1}` … where the values come in; test/l10n looks for these calls
 */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return l10n.t(text, ...values);
}
