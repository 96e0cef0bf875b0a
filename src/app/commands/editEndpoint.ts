import type { Desk } from '../desk/desk';
import { draftOf } from '../desk/endpointDraft';
import { requireTrust } from '../desk/trust';
import { chooseEndpoint } from './chooseEndpoint';
import { saveEndpoint } from './saveEndpoint';
import { t } from '../desk/t';

/** Edit Endpoint…: the same questions as when adding, answered already. */
export async function editEndpoint(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Editing an endpoint')))) return;
  const endpoint = await chooseEndpoint(desk, argument, t('Which endpoint do you want to edit?'));
  if (endpoint === undefined) return;
  const passwords = await desk.secrets.of(endpoint.id);
  const title = t('Edit Endpoint {0}', endpoint.name);
  await saveEndpoint(desk, title, draftOf(endpoint, passwords), passwords);
}
