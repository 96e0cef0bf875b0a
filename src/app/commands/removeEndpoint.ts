import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { chooseEndpoint } from './chooseEndpoint';
import { selectedEndpoints } from './selectedEndpoints';
import { t } from '../../core/model/t';

/**
 * Remove Endpoint: out of the list, and its password out of the secret storage.
 * @param selected the rows that are selected, when it was called for a row among them: all of them
 */
export async function removeEndpoint(desk: Desk, argument: unknown, selected?: unknown): Promise<void> {
  const several = selectedEndpoints(desk, selected);
  if (several.length > 1) await removeAll(desk, several);
  else await removeOne(desk, argument);
}

async function removeAll(desk: Desk, endpoints: readonly Endpoint[]): Promise<void> {
  const remove = t('Remove');
  const choice = await vscode.window.showWarningMessage(
    t('Remove {0} endpoints from the list?', endpoints.length),
    {
      modal: true,
      detail: t(
        '{0}. Their passwords are removed as well. Nothing changes on the servers.',
        endpoints.map(({ name }) => name).join(', '),
      ),
    },
    remove,
  );
  if (choice !== remove) return;
  for (const endpoint of endpoints) await forget(desk, endpoint);
}

async function removeOne(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(desk, argument, t('Which endpoint do you want to remove?'));
  if (endpoint === undefined) return;
  const remove = t('Remove');
  const choice = await vscode.window.showWarningMessage(
    t('Remove {0} from the list?', endpoint.name),
    { modal: true, detail: t('Its password is removed as well. Nothing changes on the server.') },
    remove,
  );
  if (choice === remove) await forget(desk, endpoint);
}

async function forget(desk: Desk, endpoint: Endpoint): Promise<void> {
  await desk.secrets.remove(endpoint.id);
  await desk.endpoints.remove(endpoint.id);
  desk.profiles.forget(endpoint.id);
  desk.log.info(`Endpoint removed: ${endpoint.name}`);
}
