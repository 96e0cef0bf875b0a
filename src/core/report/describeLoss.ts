import type { Loss } from '../model/run';
import { t } from '../model/t';
import { counted } from './counted';
import { formatCount } from './format';

/** One loss as a sentence. */
export function describeLoss(loss: Loss, tried = false): string {
  switch (loss.kind) {
    case 'hash-field-ttl': {
      const hashes = counted(loss.count, 'hash');
      return tried
        ? t('{0} would lose field TTLs: the target has none. The fields themselves would be copied.', hashes)
        : t('{0} lost field TTLs: the target has none. The fields themselves were copied.', hashes);
    }
    case 'target-eviction':
      return loss.count === 1
        ? t(
            '1 key was evicted by the target while the copy ran: its memory limit is reached, and its policy evicts. Raise maxmemory or choose a larger node, and copy again.',
          )
        : t(
            '{0} keys were evicted by the target while the copy ran: its memory limit is reached, and its policy evicts. Raise maxmemory or choose a larger node, and copy again.',
            formatCount(loss.count),
          );
    case 'stream-idempotency': {
      const streams = counted(loss.count, 'stream');
      return tried
        ? t(
            '{0} would lose the state of idempotent producers. The entries themselves would be copied.',
            streams,
          )
        : t('{0} lost the state of idempotent producers. The entries themselves were copied.', streams);
    }
  }
}
