import { t } from '../../model/t';
import { formatCount } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** Without a file there is no way back. */
export const persistence: Rule = {
  id: 'safety.persistence',
  severity: 'warning',
  what: 'a source that has written nothing to disk',
  why: 'If it goes down before the cutover its data is gone, and there is no state to go back to.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ facts, source, places }) {
    const kept = facts.source?.persistence ?? null;
    if (kept === null || source.keys === 0 || places.source.kind !== 'self-managed') return [];
    if (kept.appendOnly || kept.secondsSinceSave !== null) return [];
    return [
      {
        severity: 'warning',
        message: t('The source keeps no append-only file and has never written an RDB file'),
        evidence: t(
          'INFO of the source: aof_enabled 0, no save yet, {0} changes since',
          formatCount(kept.changesSinceSave),
        ),
        command: { end: 'source', text: 'BGSAVE' },
        fix: t('BGSAVE on the source before the cutover, and keep the file.'),
      },
    ];
  },
};
