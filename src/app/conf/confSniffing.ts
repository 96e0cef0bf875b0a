import * as vscode from 'vscode';
import { parseConf } from '../../core/conf/confDocument';
import { looksLikeConf } from '../../core/conf/looksLikeConf';
import { CONF_LANGUAGE } from '../ids';

/** What the editor calls a `.conf` that it knows nothing better of. */
const UNCERTAIN: ReadonlySet<string> = new Set(['plaintext', 'properties', 'ini']);
const MOST_CHARACTERS = 500_000;

/** Recognizes a redis.conf by its content where its name tells nothing: `6379.conf`, `cache.conf`. */
export function confSniffing(): vscode.Disposable {
  const look = (text: vscode.TextDocument): void => {
    if (!UNCERTAIN.has(text.languageId) || !/\.conf$/i.test(text.fileName)) return;
    const content = text.getText();
    if (content.length > MOST_CHARACTERS || !looksLikeConf(parseConf(content))) return;
    // The editor may have closed it meanwhile: then there is nothing to name.
    vscode.languages.setTextDocumentLanguage(text, CONF_LANGUAGE).then(undefined, () => undefined);
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}
