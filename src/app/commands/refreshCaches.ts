import type { Desk } from '../desk/desk';
import { requireTrust } from '../desk/trust';
import { t } from '../desk/t';

/** Refresh Caches: asks AWS anew, and signs in anew. */
export async function refreshCaches({ openCloud }: Desk): Promise<void> {
  if (await requireTrust(t('Asking AWS'))) await (await openCloud()).cloud.refresh();
}
