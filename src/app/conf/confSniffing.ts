import * as vscode from 'vscode';
import { parseConf } from '../../core/conf/confDocument';
import { isSentinelConf } from '../../core/conf/isSentinelConf';
import { looksLikeConf } from '../../core/conf/looksLikeConf';
import { CONF_LANGUAGE, SENTINEL_LANGUAGE } from '../ids';

/** What the editor calls a `.conf` that it knows nothing better of. */
const UNCERTAIN: ReadonlySet<string> = new Set(['plaintext', 'properties', 'ini']);
const MOST_CHARACTERS = 500_000;

/** Recognizes a redis.conf by its content where its name tells nothing: `6379.conf`, `cache.conf`. */
export function confSniffing(): vscode.Disposable {
  const look = (text: vscode.TextDocument): void => {
    if (!UNCERTAIN.has(text.languageId) || !/\.conf$/i.test(text.fileName)) return;
    const content = text.getText();
    if (content.length > MOST_CHARACTERS) return;
    const document = parseConf(content);
    const language = isSentinelConf(document)
      ? SENTINEL_LANGUAGE
      : looksLikeConf(document)
        ? CONF_LANGUAGE
        : null;
    if (language === null) return;
    // The editor may have closed it meanwhile: then there is nothing to name.
    vscode.languages.setTextDocumentLanguage(text, language).then(undefined, () => undefined);
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.workspace.onDidOpenTextDocument(look);
}
