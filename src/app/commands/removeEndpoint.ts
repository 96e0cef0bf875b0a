import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { chooseEndpoint } from './chooseEndpoint';

/** Remove Endpoint: out of the list, and its password out of the secret storage. */
export async function removeEndpoint(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(desk, argument, 'Which endpoint do you want to remove?');
  if (endpoint === undefined) return;
  const choice = await vscode.window.showWarningMessage(
    `Remove ${endpoint.name} from the list?`,
    { modal: true, detail: 'Its password is removed as well. Nothing changes on the server.' },
    'Remove',
  );
  if (choice !== 'Remove') return;
  await desk.secrets.remove(endpoint.id);
  await desk.endpoints.remove(endpoint.id);
  desk.profiles.forget(endpoint.id);
  desk.log.info(`Endpoint removed: ${endpoint.name}`);
}
