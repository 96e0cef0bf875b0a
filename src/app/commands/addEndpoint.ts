import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { newDraft } from '../desk/endpointDraft';
import { requireTrust } from '../desk/trust';
import { saveEndpoint } from './saveEndpoint';
import { t } from '../desk/t';

/** Add Endpoint…: asks, tests, keeps. Undefined when the user left. */
export async function addEndpoint(desk: Desk): Promise<Endpoint | undefined> {
  if (!(await requireTrust(t('Adding an endpoint')))) return undefined;
  return await saveEndpoint(desk, t('Add Endpoint'), newDraft());
}
