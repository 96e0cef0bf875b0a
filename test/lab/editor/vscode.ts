/**
 * What pure tests have of the module `vscode`, which there is inside the editor only: its words, in English. Whatever
 * needs more of the editor is tested in a real one, by test/host and test/e2e.
 */
export const l10n = {
  t: (text: string, ...values: readonly (string | number)[]): string =>
    text.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place)),
};
