import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A save forks, and what is written meanwhile is held twice. */
export const forkHeadroom: Rule = {
  id: 'capacity.forkHeadroom',
  severity: 'warning',
  what: 'too little memory on the machine of the source to fork for a save or a full sync',
  why: 'A forked child shares pages until they change; on a busy source that may be a copy of most of them.',
  docs: valkeyTopic('persistence'),
  basis: 'inferred',
  evaluate({ facts, places }) {
    const { resident = 0, system = null, used = 0 } = facts.source?.memory ?? {};
    if (places.source.kind !== 'self-managed' || system === null || system === 0) return [];
    const left = system - resident;
    const needed = used / 4;
    if (left >= needed) return [];
    return [
      {
        severity: 'warning',
        message: t('The machine of the source has little memory left to fork for a save or a full sync'),
        evidence: t(
          '{0} of {1} are not taken by the source, which holds {2}; a quarter of that is a careful measure',
          formatBytes(Math.max(0, left)),
          formatBytes(system),
          formatBytes(used),
        ),
        fix: t('Save or replicate from a replica on another machine, or use the copy, which does not fork.'),
        risks: ['online-migration', 'seed-from-rdb', 'file-import'],
      },
    ];
  },
};
