import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import { requireTrust } from '../desk/trust';
import { subjectOf } from './subjectOf';

/** Refresh Caches: asks AWS anew, and signs in anew; of a row that failed or was cancelled, asks again for that alone. */
export async function refreshCaches({ openCloud }: Desk, argument?: unknown): Promise<void> {
  if (!(await requireTrust(t('Asking AWS')))) return;
  const { cloud } = await openCloud();
  const subject = subjectOf(argument) ?? '';
  if (subject === '') await cloud.refresh();
  else await cloud.retry(subject);
}
