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
        message: 'The target holds the data of today, but not what the source needed at its peak',
        evidence: `the source uses ${formatBytes(usedMemory)} and used ${formatBytes(peak)}; the target has ${formatBytes(free)} for it`,
        fix: 'Size the target by the peak.',
        risks: MOVING,
      },
    ];
  },
};
