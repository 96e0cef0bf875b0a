import * as vscode from 'vscode';
import { t } from '../../core/model/t';

/** The editor's own command that opens the trust editor. */
const MANAGE_TRUST = 'workbench.trust.manage';

/**
 * True in a trusted workspace. Otherwise says why nothing happens, and what to do.
 * @param what what was to be done: "Copying data"
 */
export async function requireTrust(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = t('Manage Workspace Trust');
  const choice = await vscode.window.showWarningMessage(
    t('{0} needs a trusted workspace: in Restricted Mode, ElastiCache Migrator connects to no server.', what),
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand(MANAGE_TRUST);
  return false;
}
