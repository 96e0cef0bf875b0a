import * as vscode from 'vscode';
import { formatAddress } from '../../core/model/endpoint';
import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { COMMANDS } from '../ids';
import { subjectOf } from './subjectOf';
import { t } from '../../core/model/t';

/** The endpoint that a command was called for; asks which when it was called for none. */
export async function chooseEndpoint(
  desk: Desk,
  argument: unknown,
  question: string,
): Promise<Endpoint | undefined> {
  const subject = subjectOf(argument);
  if (subject !== undefined) return desk.endpoints.find(subject);
  const endpoints = desk.endpoints.list();
  if (endpoints.length === 0) {
    const add = t('Add Endpoint');
    const choice = await vscode.window.showInformationMessage(t('There are no endpoints yet.'), add);
    if (choice === add) await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    return undefined;
  }
  const items = endpoints.map((endpoint) => ({ ...endpointItem(endpoint), endpoint }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: question,
    matchOnDescription: true,
  });
  return picked?.endpoint;
}

/** An endpoint as a row of a quick pick. */
export function endpointItem({ name, address }: Endpoint): vscode.QuickPickItem {
  const iconPath = new vscode.ThemeIcon('database');
  return { label: name, description: formatAddress(address), iconPath };
}
