import * as vscode from 'vscode';
import { settingsCommand } from './settingsCommand';

/** Opens the settings on the tab where ours stand, filtered. @param query as one would type it there */
export async function showSettings(query: string): Promise<void> {
  const { workspaceFolders, isTrusted } = vscode.workspace;
  const command = settingsCommand({
    workspace: workspaceFolders !== undefined && isTrusted,
    remote: vscode.env.remoteName !== undefined,
  });
  await vscode.commands.executeCommand(command, { query });
}
