// The page has them as it is loaded, before anything is drawn: it may fetch nothing.
const words = wordsOf(globalThis.document);

/**
 * Says a text in the language of the editor, where it is translated, and as it stands elsewhere.
 * @param text a literal in English, with `{0}`, `{1}` … where the values come in; test/l10n looks for these calls
 */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return (words[text] ?? text).replace(/\{(\d+)\}/g, (place, index: string) =>
    String(values[Number(index)] ?? place),
  );
}

function wordsOf(page: Document | undefined): Readonly<Record<string, string>> {
  const given = page?.getElementById('page')?.dataset['words'];
  return given === undefined ? {} : (JSON.parse(given) as Readonly<Record<string, string>>);
}
