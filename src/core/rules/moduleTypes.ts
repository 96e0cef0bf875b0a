import { counted, productName } from './rule';
import type { Rule } from './rule';

/** Values of modules can only be read by a server with that module. */
export const moduleTypes: Rule = {
  id: 'module.types',
  evaluate({ source, target, kinds }) {
    const count = kinds.counts.get('module') ?? 0;
    if (count === 0) return [];
    const missing = source.modules.filter((module) => !target.modules.includes(module));
    if (missing.length === 0 && source.product === target.product) return [];
    const amount = kinds.complete
      ? counted(count, 'key', 'keys')
      : `At least ${counted(count, 'key', 'keys')}`;
    return [
      {
        severity: 'blocker',
        title: `${amount} of module types cannot be copied: ${productName(target)} does not have the module`,
        evidence: `modules of the source that the target lacks: ${missing.join(', ') || 'not told'}`,
        fix: 'Load the module on the target, or leave these keys out: the copy puts each in quarantine and goes on.',
      },
    ];
  },
};
