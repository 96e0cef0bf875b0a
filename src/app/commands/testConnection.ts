import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { formatBytes } from '../../core/report/format';
import { counted } from '../../core/report/counted';
import { inBackground } from '../desk/inBackground';
import { requireTrust } from '../desk/trust';
import { chooseEndpoint } from './chooseEndpoint';
import { t } from '../../core/model/t';

/** Test Connection: profiles an endpoint anew and says what answered. */
export async function testConnection(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Testing a connection')))) return;
  const endpoint = await chooseEndpoint(desk, argument, t('Which endpoint do you want to connect to?'));
  if (endpoint !== undefined) await test(desk, endpoint);
}

async function test(desk: Desk, endpoint: Endpoint): Promise<void> {
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Connecting to {0}', endpoint.name),
      cancellable: true,
    },
    async (_, token) => {
      const subscription = token.onCancellationRequested(() => {
        desk.profiles.forget(endpoint.id);
      });
      // Cancelling forgets the load, which then never sets a state: the abort ends the wait.
      await desk.profiles.load(endpoint);
      subscription.dispose();
    },
  );
  const state = desk.profiles.state(endpoint.id);
  if (state.kind === 'failed') {
    const retry = (): Promise<void> => test(desk, endpoint);
    desk.showFailure(state.failure, { endpointId: endpoint.id, retry });
  }
  if (state.kind !== 'ready') return;
  const { product, version, keys, usedMemory } = state.profile;
  const found = `${product} ${version}, ${counted(keys, 'key')}, ${formatBytes(usedMemory)}`;
  inBackground(
    desk.log,
    'Showing a message',
    vscode.window.showInformationMessage(t('Connected to {0}: {1}.', endpoint.name, found)),
  );
}
