import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { userGuide } from '../pages';
import { MOVING } from '../routesBy';
import type { Rule } from '../rule';
import { freeBytes } from './freeBytes';

/** A node is not all for data. */
export const reservedMemory: Rule = {
  id: 'capacity.reserved',
  severity: 'warning',
  what: 'data that fits into the node, but not beside the memory that ElastiCache reserves',
  why: 'By default a quarter of the node is kept for snapshots, failovers and buffers.',
  docs: userGuide('redis-memory-management'),
  basis: 'documented',
  evaluate(evidence) {
    const { target, places } = evidence;
    const { usedMemory } = evidence.source;
    const free = freeBytes(evidence);
    if (places.target.kind !== 'elasticache' || free === null || usedMemory === null || usedMemory <= free)
      return [];
    // What does not fit into the whole node is said by memory.limit.
    if (usedMemory > (target.maxMemory ?? 0) - (target.usedMemory ?? 0)) return [];
    return [
      {
        severity: 'warning',
        message: t('The data fits into the target only by the memory that ElastiCache reserves'),
        evidence: t(
          'the source uses {0}, the target has {1} left without the reserved 25 %',
          formatBytes(usedMemory),
          formatBytes(free),
        ),
        fix: t('Choose the next larger node type, or more shards.'),
        risks: MOVING,
      },
    ];
  },
};
