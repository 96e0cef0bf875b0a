import * as vscode from 'vscode';
import { panelHtml } from './panelHtml';
import type { PanelPage } from './panelHtml';

/** Where pages have their files, and what they keep. */
export type PagePlace = Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'extension'>;

/** Where the files of a page are. Nothing else of the machine can be read by it. */
export function pageRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** Loads a page into a panel. @param nonce new for every load */
export function loadPage(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  { kind, nonce, icon }: Pick<PanelPage, 'kind' | 'nonce'> & { readonly icon: string },
): void {
  const { webview } = panel;
  const uriOf = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  const iconOf = (theme: string): vscode.Uri =>
    vscode.Uri.joinPath(extensionUri, 'media', `${icon}-${theme}.svg`);
  panel.iconPath = { light: iconOf('light'), dark: iconOf('dark') };
  webview.options = { enableScripts: true, localResourceRoots: pageRoots(extensionUri) };
  webview.html = panelHtml({
    kind,
    title: panel.title,
    scriptUri: uriOf('main.js'),
    styleUri: uriOf('style.css'),
    cspSource: webview.cspSource,
    nonce,
    // Where there is no translation the page is in English, whatever the language of the editor.
    language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
    words: vscode.l10n.bundle,
  });
}
