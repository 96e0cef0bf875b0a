import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { chooseEndpoint } from './chooseEndpoint';
import { t } from '../desk/t';

/** Remove Endpoint: out of the list, and its password out of the secret storage. */
export async function removeEndpoint(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(desk, argument, t('Which endpoint do you want to remove?'));
  if (endpoint === undefined) return;
  const remove = t('Remove');
  const choice = await vscode.window.showWarningMessage(
    t('Remove {0} from the list?', endpoint.name),
    { modal: true, detail: t('Its password is removed as well. Nothing changes on the server.') },
    remove,
  );
  if (choice !== remove) return;
  await desk.secrets.remove(endpoint.id);
  await desk.endpoints.remove(endpoint.id);
  desk.profiles.forget(endpoint.id);
  desk.log.info(`Endpoint removed: ${endpoint.name}`);
}
