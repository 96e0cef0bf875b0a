/** What code-server changed in VS Code so that its window always belongs to a server, and what stood there before. */
const CHANGES: readonly (readonly [changed: RegExp, original: string])[] = [
  [/,remoteAuthority:location\.host\}/g, '}'],
  [
    /(get userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote\}/g,
    '$1vscodeUserData}',
  ],
];

/**
 * The script of code-server's workbench as one that needs no server, as on vscode.dev: it keeps settings in the browser
 * and runs extensions in a web worker only.
 * @throws Error when the script is of a release that this was not made for
 */
export function withoutServer(script: string): string {
  return CHANGES.reduce((text, [changed, original]) => {
    const found = text.match(changed)?.length ?? 0;
    if (found !== 1)
      throw new Error(`the workbench holds ${String(changed)} ${String(found)} times, not once`);
    return text.replace(changed, original);
  }, script);
}

/** The page that starts the workbench, from code-server's own; `base` is the path that VS Code's files are served below. */
export function workbenchPage(html: string, base: string, configuration: object): string {
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration),
    WORKBENCH_WEB_BASE_URL: base,
    WORKBENCH_NLS_FALLBACK_URL: `${base}/out/nls.messages.js`,
    WORKBENCH_NLS_URL: `${base}/out/nls.messages.js`,
  };
  return html.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => attribute(values[name] ?? ''));
}

function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
