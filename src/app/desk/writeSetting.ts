import * as vscode from 'vscode';
import { SETTINGS } from '../ids';

/**
 * Sets one of our settings for the workspace; for the user where there is no workspace, or one that is not trusted, whose
 * settings do not count.
 */
export async function writeSetting(name: string, value: unknown): Promise<void> {
  const { workspaceFolders, isTrusted } = vscode.workspace;
  const scope =
    workspaceFolders === undefined || !isTrusted
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration(SETTINGS.section).update(name, value, scope);
}
