import type { EngineFit } from '../model/checkReport';
import type { RdbFacts } from '../model/rdbFacts';
import { describeServer } from '../rdb/serverFormat';
import { formatBytes } from './format';

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
  return [describeServer(fit), fit.seed, fit.copy, fit.reasons.join(', ')];
}
