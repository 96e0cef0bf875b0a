import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import { requireTrust } from '../desk/trust';
import { chooseEndpoint } from './chooseEndpoint';

/** Edit Endpoint…: the same questions as when adding, answered already. */
export async function editEndpoint(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Editing an endpoint')))) return;
  const endpoint = await chooseEndpoint(desk, argument, t('Which endpoint do you want to edit?'));
  if (endpoint !== undefined) await (await desk.questions()).edit(endpoint);
}
