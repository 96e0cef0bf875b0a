import * as vscode from 'vscode';
import { confLanguage, setTargetEngine } from './app/conf/confLanguage';
import { COMMANDS } from './app/ids';

/** The front door in a browser, where there are neither sockets nor files: redis.conf only. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    confLanguage(),
    vscode.commands.registerCommand(COMMANDS.setTargetEngine, setTargetEngine),
  );
}
