import type { Finding } from '../model/finding';
import type { Rule } from './rule';

/** Addresses that cannot be copied from or to. */
export const topology: Rule = {
  id: 'topology.mode',
  evaluate({ source, target }) {
    const findings: Omit<Finding, 'rule'>[] = [];
    for (const [end, profile] of [['source', source] as const, ['target', target] as const]) {
      if (profile.mode !== 'sentinel') continue;
      findings.push({
        severity: 'blocker',
        title: `The ${end} is a Sentinel, which holds no data`,
        evidence: `INFO of the ${end} says mode sentinel`,
        fix: 'Choose the address of the primary that it watches.',
      });
    }
    if (target.role === 'replica') {
      findings.push({
        severity: 'blocker',
        title: 'The target is a replica, which takes no writes',
        evidence: 'INFO of the target says role slave',
        fix: 'Choose the address of its primary.',
      });
    }
    return findings;
  },
};
