import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/model/finding';
import { CONF_LANGUAGE } from '../ids';
import { isTargetChange } from './chosenTarget';
import type { ConfFiles } from './confFiles';
import { isElasticacheChange } from './elasticacheCheck';
import { rangeOf } from './rangeOf';

/** How long the typing has to rest. */
const REST_MS = 120;

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Shows what the rules say of every open redis.conf, a moment after it was changed. */
export function confDiagnostics(files: ConfFiles): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('redis-conf');
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const forget = (uri: vscode.Uri): void => {
    clearTimeout(waiting.get(uri.toString()));
    waiting.delete(uri.toString());
    shown.delete(uri);
  };
  const look = (text: vscode.TextDocument): void => {
    if (text.isClosed || text.languageId !== CONF_LANGUAGE) return;
    shown.set(text.uri, files.check(text).findings.map(diagnosticOf));
  };
  const lookSoon = (text: vscode.TextDocument): void => {
    if (text.languageId !== CONF_LANGUAGE) return;
    clearTimeout(waiting.get(text.uri.toString()));
    // What is shown until then belongs to a text that is no more; the editor moves it along.
    waiting.set(
      text.uri.toString(),
      setTimeout(() => {
        waiting.delete(text.uri.toString());
        look(text);
      }, REST_MS),
    );
  };
  const lookAtAll = (): void => {
    vscode.workspace.textDocuments.forEach(look);
  };
  lookAtAll();
  return vscode.Disposable.from(
    shown,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      lookSoon(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      forget(uri);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (isTargetChange(event) || isElasticacheChange(event)) lookAtAll();
    }),
    new vscode.Disposable(() => {
      for (const timer of waiting.values()) clearTimeout(timer);
    }),
  );
}

function diagnosticOf(finding: Finding): vscode.Diagnostic {
  const { rule, severity, message, fix, docs } = finding;
  const diagnostic = new vscode.Diagnostic(rangeOf(finding), `${message}. ${fix}`, SEVERITIES[severity]);
  diagnostic.source = 'redis.conf';
  diagnostic.code = { value: rule, target: vscode.Uri.parse(docs) };
  return diagnostic;
}
