import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import { requireTrust } from '../desk/trust';
import { endpointBehind } from './endpointBehind';

/** Set Up a Tunnel…: to an endpoint, or to a cache, which becomes one. */
export async function setUpTunnel(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Editing an endpoint')))) return;
  const question = t('Which endpoint does the tunnel lead to?');
  const endpoint = await endpointBehind(desk, argument, question);
  if (endpoint !== undefined) await (await desk.questions()).tunnel(endpoint);
}
