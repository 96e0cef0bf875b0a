import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import { requireTrust } from '../desk/trust';
import { endpointBehind } from './endpointBehind';

/** Connection Options…: tunnels, and signing in by AWS; of an endpoint, or of a cache, which becomes one. */
export async function connectionOptions(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Editing an endpoint')))) return;
  const question = t('Which endpoint do you want to edit?');
  const endpoint = await endpointBehind(desk, argument, question);
  if (endpoint !== undefined) await (await desk.questions()).connection(endpoint);
}
