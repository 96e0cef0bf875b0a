import * as vscode from 'vscode';
import { SETTINGS } from '../../src/app/ids';
import { until } from './until';

/** Changes a setting of the workspace, or takes it back, and waits until the extension sees it so. */
export async function setSetting(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SETTINGS.section);
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  const now = (): string | undefined =>
    JSON.stringify(vscode.workspace.getConfiguration(SETTINGS.section).inspect(name)?.workspaceValue);
  await until(
    () => now() === JSON.stringify(value),
    () => `${name} is ${String(now())}`,
  );
}
