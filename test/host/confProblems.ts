import * as vscode from 'vscode';
import { CONF_LANGUAGE } from '../../src/app/ids';
import { until } from './until';

/** Waits until so many findings on ElastiCache are among the problems of a document. */
export async function told({ uri }: vscode.TextDocument, count: number): Promise<void> {
  const now = (): number =>
    vscode.languages.getDiagnostics(uri).filter((one) => String(ruleOf(one)).startsWith('elasticache.'))
      .length;
  await until(
    () => now() === count,
    () => `${String(now())} findings, not ${String(count)}`,
  );
}

/** The titles of a document's lenses, once there are any. */
export async function lensesOf({ uri }: vscode.TextDocument): Promise<unknown[]> {
  return await until(
    async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
        10,
      );
      return lenses.length > 0 && lenses.map(({ command }) => command?.title);
    },
    () => 'there is no lens',
  );
}

/**
 * Waits until a document is of a language, which may be told by its content only, and until all that the extension knows
 * of that is loaded: it is with the first file, and the lenses come after the first look for problems.
 */
export async function known(document: vscode.TextDocument, language = CONF_LANGUAGE): Promise<void> {
  await until(
    () => document.languageId === language,
    () => `${document.fileName} is ${document.languageId}`,
  );
  if (language === CONF_LANGUAGE) await lensesOf(document);
}

/** The problems of a document, by line, once they are as wanted; fails with what there is when they do not come to be so. */
export async function problems(
  { uri }: vscode.TextDocument,
  wanted: (all: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const now = (): vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
      .sort((a, b) => a.range.start.line - b.range.start.line);
  return await until(
    () => {
      const all = now();
      return wanted(all) && all;
    },
    () => JSON.stringify(now().map(({ message, range }) => [range.start.line, message])),
  );
}

/** The rule that a problem is of. */
export function ruleOf(diagnostic: vscode.Diagnostic | undefined): unknown {
  const code = diagnostic?.code;
  return typeof code === 'object' ? code.value : code;
}
