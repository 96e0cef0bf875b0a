import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { valkeyTopic } from '../pages';
import { MOVING } from '../routesBy';
import type { Rule } from '../rule';
import { freeBytes } from './freeBytes';

/** The source was larger once and may be so again. */
export const growth: Rule = {
  id: 'capacity.growth',
  severity: 'warning',
  what: 'a target that holds the data of today, but not what the source needed at its peak',
  why: 'A target that is right for a quiet hour is full in a busy one.',
  docs: valkeyTopic('memory-optimization'),
  basis: 'inferred',
  evaluate(evidence) {
    const { facts } = evidence;
    const { usedMemory } = evidence.source;
    const free = freeBytes(evidence);
    const peak = facts.source?.memory?.peak ?? null;
    if (free === null || peak === null || usedMemory === null) return [];
    if (peak <= free || usedMemory > free) return [];
    return [
      {
        severity: 'warning',
        message: t('The target holds the data of today, but not what the source needed at its peak'),
        evidence: t(
          'the source uses {0} and used {1}; the target has {2} for it',
          formatBytes(usedMemory),
          formatBytes(peak),
          formatBytes(free),
        ),
        fix: t('Size the target by the peak.'),
        risks: MOVING,
      },
    ];
  },
};
