import type { EngineFit } from '../model/checkReport';
import type { RdbFacts } from '../model/rdbFacts';
import type { Loss } from '../model/run';
import { describeServer } from '../rdb/serverFormat';
import { formatBytes, formatCount } from './format';
import { VERDICT_WORDS } from './verdictWords';
import { t } from '../model/t';

/** What an RDB file is, in a line. */
export function fileWords({ bytes, rdbVersion, writtenAt, checked }: RdbFacts): string {
  return [
    t('{0}, RDB version {1}', formatBytes(bytes), rdbVersion),
    ...(writtenAt === null ? [] : [t('written {0}', `${new Date(writtenAt).toISOString().slice(0, 19)}Z`)]),
    checked ? t('checksum right') : t('no checksum'),
    t('every key seen'),
  ].join(', ');
}

/** What an engine version makes of a file: its name, what becomes of both ways into a new cache, and why. */
export function engineWords(
  fit: EngineFit,
): readonly [engine: string, seed: string, copy: string, why: string] {
  const why = [...fit.reasons, ...fit.losses.map(lossWords)];
  return [describeServer(fit), VERDICT_WORDS[fit.seed], VERDICT_WORDS[fit.copy], why.join(', ')];
}

/** What a copy cannot keep there. */
function lossWords({ kind, count }: Loss): string {
  const keys = formatCount(count);
  switch (kind) {
    case 'hash-field-ttl':
      return count === 1 ? t('{0} hash loses field TTLs', keys) : t('{0} hashes lose field TTLs', keys);
    case 'stream-idempotency':
      return count === 1
        ? t('{0} stream loses its idempotent producers', keys)
        : t('{0} streams lose their idempotent producers', keys);
    case 'target-eviction':
      return count === 1 ? t('{0} key is evicted', keys) : t('{0} keys are evicted', keys);
  }
}
