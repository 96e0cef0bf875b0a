import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { chooseCache } from './chooseCache';
import { t } from '../../core/model/t';

/** Add Cache as Endpoint: without typing what AWS knows already. */
export async function addCache(desk: Desk, argument: unknown): Promise<Endpoint | undefined> {
  const placed = await chooseCache(desk, argument, t('Which cache do you want to add?'));
  return placed === undefined ? undefined : await (await desk.questions()).ofCache(placed);
}
