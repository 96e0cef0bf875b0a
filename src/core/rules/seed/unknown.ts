import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** Whether the source can make a file at all. */
export const seedUnknown: Rule = {
  id: 'seed.unknown',
  severity: 'info',
  what: 'whether the source can write an RDB file, which could not be looked at',
  why: 'BGSAVE needs room on the disk and memory to fork, and may be forbidden.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ facts, places, file }) {
    if (file !== undefined) return [];
    if (places.source.kind !== 'self-managed' || places.target.kind === 'self-managed') return [];
    const unknown = [
      ...((facts.source?.persistence ?? null) === null ? [t('how its last save ended')] : []),
      ...((facts.source?.commands ?? null) === null ? [t('whether it has BGSAVE')] : []),
    ];
    if (unknown.length === 0) return [];
    return [
      {
        severity: 'info',
        message: t('Whether the source can write an RDB file could not be looked at'),
        evidence: t('not known of the source: {0}', unknown.join('; ')),
        fix: t('Let the user of the source run INFO and COMMAND, or try BGSAVE.'),
        risks: ['seed-from-rdb'],
      },
    ];
  },
};
