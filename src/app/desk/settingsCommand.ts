/**
 * The editor's own command that opens the settings on a tab that has ours. In a remote window the user's tab has none of a
 * machine's, and finds nothing.
 * @param window whether it has a folder whose settings count, and whether it is a remote one
 */
export function settingsCommand(window: { readonly workspace: boolean; readonly remote: boolean }): string {
  const tab = window.workspace
    ? 'openWorkspaceSettings'
    : window.remote
      ? 'openRemoteSettings'
      : 'openSettings';
  return `workbench.action.${tab}`;
}
