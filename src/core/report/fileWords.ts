import type { EngineFit } from '../model/checkReport';
import type { RdbFacts } from '../model/rdbFacts';
import type { Loss } from '../model/run';
import { describeServer } from '../rdb/serverFormat';
import { formatBytes, formatCount } from './format';

/** What an RDB file is, in a line. */
export function fileWords({ bytes, rdbVersion, writtenAt, checked }: RdbFacts): string {
  return [
    `${formatBytes(bytes)}, RDB version ${String(rdbVersion)}`,
    ...(writtenAt === null ? [] : [`written ${new Date(writtenAt).toISOString().slice(0, 19)}Z`]),
    checked ? 'checksum right' : 'no checksum',
    'every key seen',
  ].join(', ');
}

/** What an engine version makes of a file: its name, what becomes of both ways into a new cache, and why. */
export function engineWords(
  fit: EngineFit,
): readonly [engine: string, seed: string, copy: string, why: string] {
  const why = [...fit.reasons, ...fit.losses.map(lossWords)];
  return [describeServer(fit), fit.seed, fit.copy, why.join(', ')];
}

/** What a copy cannot keep there. */
function lossWords({ kind, count }: Loss): string {
  const keys = formatCount(count);
  switch (kind) {
    case 'hash-field-ttl':
      return `${keys} ${count === 1 ? 'hash loses' : 'hashes lose'} field TTLs`;
    case 'stream-idempotency':
      return `${keys} ${count === 1 ? 'stream loses its' : 'streams lose their'} idempotent producers`;
    case 'target-eviction':
      return `${keys} ${count === 1 ? 'key is' : 'keys are'} evicted`;
  }
}
