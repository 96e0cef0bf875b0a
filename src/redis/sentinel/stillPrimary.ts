import { Failure } from '../../core/model/failure';
import type { Dial } from '../../core/dial';
import { Sentinels } from './sentinels';

/**
 * Asks the Sentinels that led to a primary whether they still name it. After a failover the old primary may take writes
 * for some seconds, and then throws them away.
 * @throws Failure `connect.lost` when they name another one
 */
export async function stillPrimary(dial: Dial, signal: AbortSignal): Promise<void> {
  const { followed, address } = dial;
  if (followed === undefined) return;
  const { host, port } = await new Sentinels({ ...dial, address: followed }).primary(signal);
  if (host === address.host && port === address.port) return;
  throw new Failure('connect.lost', {
    what: `Lost ${dial.label}`,
    why: 'its Sentinels failed over to another server, and what was written since may be lost',
    next: 'Run again.',
  });
}
