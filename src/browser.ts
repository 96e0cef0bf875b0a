import './app/desk/speakAsEditor';
import * as vscode from 'vscode';
import { CONF_COMMAND_IDS } from './app/conf/confCommandIds';
import { confCommands, confLanguage } from './app/conf/confLanguage';
import { tellNeedsHost } from './app/desk/tellNeedsHost';
import { COMMANDS } from './app/ids';

/** The front door in a browser, where there are neither sockets nor files: redis.conf only. */
export function activate(context: vscode.ExtensionContext): void {
  const here = new Set<string>(CONF_COMMAND_IDS);
  const elsewhere = Object.values(COMMANDS).filter((id) => !here.has(id));
  context.subscriptions.push(
    confLanguage(),
    ...CONF_COMMAND_IDS.map((id) => vscode.commands.registerCommand(id, confCommands[id])),
    // Nothing offers them here, but a key may be bound to one.
    ...elsewhere.map((id) => vscode.commands.registerCommand(id, tellNeedsHost)),
  );
}
