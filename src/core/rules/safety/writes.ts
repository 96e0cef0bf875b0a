import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { valkeyTopic } from '../pages';
import { OF_ONE_MOMENT } from '../routesBy';
import type { Rule } from '../rule';

/** Less is the heartbeat that a primary sends its replicas. */
const HEARTBEAT = 100;

/** What is written during a copy may be missing. */
export const writes: Rule = {
  id: 'safety.writes',
  severity: 'warning',
  what: 'a source that is being written to',
  why: 'A copy, a file or a snapshot holds the state of one moment; what is written afterwards is not in it.',
  docs: valkeyTopic('migration'),
  basis: 'documented',
  evaluate({ facts }) {
    const rate = facts.source?.replication?.writeBytesPerSecond ?? null;
    if (rate === null || rate < HEARTBEAT) return [];
    return [
      {
        severity: 'warning',
        message: t('The source is being written to'),
        evidence: t('its replication offset grows by {0} a second', formatBytes(rate)),
        fix: t(
          'Stop writes before the last copy, or copy again afterwards with the policy "replace"; verify before the cutover.',
        ),
        risks: OF_ONE_MOMENT,
      },
    ];
  },
};
