import { t } from '../../model/t';
import { formatBytes, formatDuration } from '../../report/format';
import { userGuide } from '../pages';
import type { Rule } from '../rule';
import { isOnlinePair } from './prerequisite';

/** How long a break of the network may last without a full sync. */
const BREAK_SECONDS = 60;

/** A short break of the link should not cost a full sync. */
export const onlineBacklog: Rule = {
  id: 'online.backlog',
  severity: 'info',
  what: 'a replication backlog that holds less than a minute of writes',
  why: 'After a longer break of the network the target has to begin with a full sync again.',
  docs: userGuide('Migration-Prepare'),
  basis: 'inferred',
  evaluate(evidence) {
    const { writeBytesPerSecond: rate = null, backlogBytes = 0 } = evidence.facts.source?.replication ?? {};
    if (!isOnlinePair(evidence) || rate === null || rate === 0) return [];
    const seconds = backlogBytes / rate;
    if (seconds >= BREAK_SECONDS) return [];
    return [
      {
        severity: 'info',
        message: t('The replication backlog of the source holds {0} of writes', formatDuration(seconds)),
        evidence: t('{0} at {1} of writes a second', formatBytes(backlogBytes), formatBytes(rate)),
        command: {
          end: 'source',
          text: `CONFIG SET repl-backlog-size ${String(Math.ceil(rate * 5 * BREAK_SECONDS))}`,
        },
        fix: t(
          'CONFIG SET repl-backlog-size {0} on the source, which is five minutes.',
          Math.ceil(rate * 5 * BREAK_SECONDS),
        ),
        risks: ['online-migration'],
      },
    ];
  },
};
