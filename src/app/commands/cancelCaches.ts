import type { Desk } from '../desk/desk';

/** Cancel Loading Caches: ends what is being asked of AWS. What has come is kept. */
export async function cancelCaches({ openCloud }: Desk): Promise<void> {
  (await openCloud()).cloud.cancel();
}
