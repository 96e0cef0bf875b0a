import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { counted } from '../../report/counted';
import type { Rule } from '../rule';

/** Slow commands there will be slow here. */
export const slowCommands: Rule = {
  id: 'safety.slowCommands',
  severity: 'info',
  what: 'slow commands in the log of the source',
  why: 'Each holds the server up for all others: the copy has to wait, and the target will meet the same commands.',
  docs: valkeyTopic('latency'),
  basis: 'documented',
  evaluate({ facts }) {
    const { slowCommands: count = null } = facts.source ?? {};
    if (count === null || count === 0) return [];
    return [
      {
        severity: 'info',
        message: t('The source has {0} in its log', counted(count, 'slow command')),
        evidence: `SLOWLOG LEN ${String(count)}`,
        command: { end: 'source', text: 'SLOWLOG GET 20' },
        fix: t('SLOWLOG GET shows them: KEYS, large ranges and scripts are the usual ones.'),
      },
    ];
  },
};
