import * as vscode from 'vscode';
import { CONF_COMMAND_IDS } from './app/conf/confCommandIds';
import { confCommands, confLanguage } from './app/conf/confLanguage';

/** The front door in a browser, where there are neither sockets nor files: redis.conf only. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    confLanguage(),
    ...CONF_COMMAND_IDS.map((id) => vscode.commands.registerCommand(id, confCommands[id])),
  );
}
