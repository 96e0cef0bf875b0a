import { t } from '../model/t';
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
        message: t('The data may not fit into the target'),
        evidence: t(
          'the source uses {0}, the target has {1} left under maxmemory ({2})',
          formatBytes(usedMemory),
          formatBytes(Math.max(0, free)),
          target.maxMemoryPolicy ?? t('policy not told'),
        ),
        fix: t(
          'Choose a larger node or raise maxmemory; a full target stops the copy, or evicts keys if its policy says so.',
        ),
        risks: MOVING,
      },
    ];
  },
};
