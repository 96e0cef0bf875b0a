import { t } from '../../model/t';
import { formatBytes, formatDuration } from '../../report/format';
import { userGuide } from '../pages';
import type { Rule } from '../rule';
import { settingOf } from '../settingOf';
import { isOnlinePair } from './prerequisite';
import { fullSyncSeconds } from './fullSyncSeconds';

/** Writes that arrive during the full sync wait in a buffer of the source. */
export const onlineOutputBuffer: Rule = {
  id: 'online.outputBuffer',
  severity: 'warning',
  what: 'a replica buffer of the source that overflows during the full sync',
  why: 'The source then drops the link, and the target begins the full sync again, for ever.',
  docs: userGuide('Migration-Prepare'),
  basis: 'inferred',
  evaluate(evidence) {
    const { facts, source } = evidence;
    const rate = facts.source?.replication?.writeBytesPerSecond ?? null;
    const limit = hardLimit(settingOf(facts.source, 'client-output-buffer-limit'));
    if (!isOnlinePair(evidence) || rate === null || limit === null || limit === 0) return [];
    const seconds = fullSyncSeconds(source);
    if (seconds === null || rate * seconds <= limit) return [];
    return [
      {
        severity: 'warning',
        message: t('The replica buffer of the source may overflow during the full sync'),
        evidence: t(
          '{0} of writes a second for about {1} make {2}, the limit is {3}',
          formatBytes(rate),
          formatDuration(seconds),
          formatBytes(rate * seconds),
          formatBytes(limit),
        ),
        command: { end: 'source', text: 'CONFIG SET client-output-buffer-limit "replica 0 0 0"' },
        fix: t(
          'CONFIG SET client-output-buffer-limit "replica 0 0 0" on the source for the time of the migration.',
        ),
        risks: ['online-migration'],
      },
    ];
  },
};

/** Of `normal 0 0 0 slave 268435456 67108864 60 pubsub …`: bytes at which a replica is dropped, 0 for never. */
function hardLimit(setting: string | null): number | null {
  const match = /\b(?:slave|replica) (\d+) \d+ \d+/.exec(setting ?? '');
  return match === null ? null : Number(match[1]);
}
