import { formatBytes } from '../report/format';
import { MOVING } from './routesBy';
import type { Rule } from './rule';

/** Whether the data may fit. Sizes differ between versions, so this is a warning, never a verdict. */
export const memory: Rule = {
  id: 'memory.limit',
  severity: 'warning',
  what: 'the data may not fit into the target',
  why: 'A full target refuses writes, or evicts keys if its policy says so.',
  docs: 'https://valkey.io/topics/lru-cache/',
  basis: 'inferred',
  evaluate({ source, target }) {
    const { usedMemory } = source;
    if (target.maxMemory === null || target.maxMemory === 0 || target.usedMemory === null) return [];
    const free = target.maxMemory - target.usedMemory;
    if (usedMemory === null || usedMemory <= free) return [];
    return [
      {
        severity: 'warning',
        message: 'The data may not fit into the target',
        evidence: `the source uses ${formatBytes(usedMemory)}, the target has ${formatBytes(Math.max(0, free))} left under maxmemory (${target.maxMemoryPolicy ?? 'policy not told'})`,
        fix: 'Choose a larger node or raise maxmemory; a full target stops the copy, or evicts keys if its policy says so.',
        risks: MOVING,
      },
    ];
  },
};
