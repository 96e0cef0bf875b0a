import * as vscode from 'vscode';
import { editConf, parseConf } from '../../core/conf/confDocument';
import type { ConfDocument } from '../../core/conf/confDocument';
import type { ConfTarget } from '../../core/conf/confTarget';
import type { ConfReport } from '../../core/model/confReport';
import { checkConf } from '../../core/rules/conf/checkConf';
import { rulesFor } from '../../core/rules/conf/registry';
import { CONF_LANGUAGE } from '../ids';
import { isCheckedAgainstElasticache } from './elasticacheCheck';
import { judgedFor } from './judgedFor';

/** A redis.conf that is open, as it stands in the editor. */
export interface ConfFile {
  /** The version of the editor's document that this is about. */
  readonly version: number;
  readonly document: ConfDocument;
  readonly target: ConfTarget;
  /** What says which server it is for. */
  readonly from: ConfReport['profile']['from'];
}

/** Keeps every open redis.conf parsed: an edit parses the lines that it touches, and no others. */
export class ConfFiles implements vscode.Disposable {
  private readonly documents = new Map<string, { version: number; document: ConfDocument }>();
  private readonly subscriptions: vscode.Disposable[];

  constructor() {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.edited(event);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.documents.delete(document.uri.toString());
      }),
    ];
  }

  /** The file of a document; what it is for is read anew each time, since a setting may have changed. */
  of(text: vscode.TextDocument): ConfFile {
    const document = this.parsed(text);
    return { version: text.version, document, ...judgedFor(text, document) };
  }

  /** What the rules say of it; those of ElastiCache only where the setting asks for them. */
  check(text: vscode.TextDocument): ConfReport {
    const { document, target, from } = this.of(text);
    return checkConf(document, target, from, rulesFor(isCheckedAgainstElasticache(text.uri)));
  }

  dispose(): void {
    this.documents.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private parsed(text: vscode.TextDocument): ConfDocument {
    const key = text.uri.toString();
    const kept = this.documents.get(key);
    if (kept?.version === text.version) return kept.document;
    const document = parseConf(text.getText());
    this.documents.set(key, { version: text.version, document });
    return document;
  }

  private edited({ document: text, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = text.uri.toString();
    const kept = this.documents.get(key);
    if (kept === undefined || text.languageId !== CONF_LANGUAGE) return;
    // Each change is told in the text as the ones before it left it.
    const document = contentChanges.reduce(
      (before, { range, text: words }) =>
        editConf(before, {
          start: { line: range.start.line, column: range.start.character },
          end: { line: range.end.line, column: range.end.character },
          text: words,
        }),
      kept.document,
    );
    this.documents.set(key, { version: text.version, document });
  }
}
