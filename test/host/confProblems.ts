import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { sleep } from './answers';

/** Waits until so many findings on ElastiCache are among the problems of a document. */
export async function told({ uri }: vscode.TextDocument, count: number): Promise<void> {
  const now = (): number =>
    vscode.languages.getDiagnostics(uri).filter((one) => String(ruleOf(one)).startsWith('elasticache.'))
      .length;
  for (let tries = 0; tries < 100 && now() !== count; tries++) await sleep(100);
  assert.equal(now(), count);
}

/** The titles of a document's lenses. */
export async function lensesOf({ uri }: vscode.TextDocument): Promise<unknown[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    10,
  );
  return lenses.map(({ command }) => command?.title);
}

/** The problems of a document, by line, once they are as wanted; fails with what there is after ten seconds. */
export async function problems(
  { uri }: vscode.TextDocument,
  wanted: (all: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  // Long enough for a stale answer to be replaced.
  await sleep(400);
  const now = (): vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
      .sort((a, b) => a.range.start.line - b.range.start.line);
  for (let tries = 0; tries < 100 && !wanted(now()); tries++) await sleep(100);
  const all = now();
  assert.ok(wanted(all), JSON.stringify(all.map(({ message, range }) => [range.start.line, message])));
  return all;
}

/** The rule that a problem is of. */
export function ruleOf(diagnostic: vscode.Diagnostic | undefined): unknown {
  const code = diagnostic?.code;
  return typeof code === 'object' ? code.value : code;
}
