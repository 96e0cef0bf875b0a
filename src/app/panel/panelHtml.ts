/** What differs from one load of a page to the next. */
export interface PanelPage {
  /** Which of our pages the script is to draw. */
  readonly kind: 'check' | 'wizard';
  readonly title: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The source that the editor serves our files from. */
  readonly cspSource: string;
  /** New for every load. */
  readonly nonce: string;
  /** The language of the page, as the document's attribute names it. */
  readonly language: string;
  /** The translated texts by the English ones. Absent: the page speaks English. */
  readonly words?: Readonly<Record<string, string>> | undefined;
}

/**
 * The document of a page. It may run our one script and use our styles; it may load nothing else and reach no network.
 * The toolkit makes style elements of its own, which it marks with the nonce that it finds in the meta element.
 */
export function panelHtml(page: PanelPage): string {
  const { kind, title, scriptUri, styleUri, cspSource, nonce, language, words } = page;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  // As an attribute, since a page that may fetch nothing has no other place for them before it draws.
  const said = words === undefined ? '' : ` data-words="${escapeHtml(JSON.stringify(words))}"`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
    <meta property="csp-nonce" content="${escapeHtml(nonce)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${escapeHtml(styleUri)}">
  </head>
  <body>
    <main id="page" data-page="${kind}"${said}></main>
    <script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
