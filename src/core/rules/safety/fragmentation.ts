import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

const RATIO = 1.5;
/** Below it the ratio is that of an almost empty process. */
const SMALLEST = 100_000_000;

/** Memory that is taken but not used. */
export const fragmentation: Rule = {
  id: 'safety.fragmentation',
  severity: 'info',
  what: 'a source whose memory is fragmented',
  why: 'It takes more of its machine than its data needs; a target sized by that would be too large, and a fork on the source may fail.',
  docs: valkeyTopic('memory-optimization'),
  basis: 'documented',
  evaluate({ facts }) {
    const { fragmentation: ratio = null, used = 0, resident = 0 } = facts.source?.memory ?? {};
    if (ratio === null || ratio <= RATIO || used < SMALLEST) return [];
    return [
      {
        severity: 'info',
        message: t('The source takes {0} times the memory that its data needs', ratio.toFixed(1)),
        evidence: t('{0} of the machine for {1}', formatBytes(resident), formatBytes(used)),
        fix: t('Size the target by what is used, not by what the process takes.'),
      },
    ];
  },
};
