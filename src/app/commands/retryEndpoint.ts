import type { Desk } from '../desk/desk';
import { requireTrust } from '../desk/trust';
import { chooseEndpoint } from './chooseEndpoint';
import { t } from '../../core/model/t';

/** Retry, on an endpoint that could not be reached: the row tells how it went. */
export async function retryEndpoint(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Connecting')))) return;
  const endpoint = await chooseEndpoint(desk, argument, t('Which endpoint do you want to connect to?'));
  if (endpoint !== undefined) await desk.profiles.load(endpoint);
}
