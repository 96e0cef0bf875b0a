import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';

/** Sign In to AWS…: the command stands in a terminal, and the user presses Enter. */
export async function signInToAws({ openCloud }: Desk): Promise<void> {
  const { cloud } = await openCloud();
  const profile = cloud.choice?.profile ?? null;
  const terminal = vscode.window.createTerminal('AWS');
  terminal.show();
  // Not run: it may open a browser, and the profile may be named by whoever wrote the workspace.
  terminal.sendText(profile === null ? 'aws sso login' : `aws sso login --profile ${quoted(profile)}`, false);
}

/** Profile names may hold blanks, and whatever a shell would take for something else. */
function quoted(name: string): string {
  return /^[\w.@+-]+$/.test(name) ? name : `'${name.replace(/'/g, `'\\''`).replace(/[\r\n]/g, '')}'`;
}
