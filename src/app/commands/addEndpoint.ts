import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import { requireTrust } from '../desk/trust';

/** Add Endpoint…: asks, tests, keeps. Undefined when the user left. */
export async function addEndpoint(desk: Desk): Promise<Endpoint | undefined> {
  if (!(await requireTrust(t('Adding an endpoint')))) return undefined;
  return await (await desk.questions()).add(t('Add Endpoint'));
}
