import type { Finding } from '../model/finding';
import type { Rule } from './rule';

/** What this version of the copy can reach. */
export const topology: Rule = {
  id: 'topology.mode',
  evaluate({ source, target }) {
    const findings: Omit<Finding, 'rule'>[] = [];
    for (const [end, profile] of [['source', source] as const, ['target', target] as const]) {
      if (profile.mode === 'standalone') continue;
      findings.push({
        severity: 'blocker',
        title: `The ${end} runs in ${profile.mode} mode, which this version does not copy`,
        evidence: `INFO of the ${end} says mode ${profile.mode}`,
        fix: 'Choose the address of a standalone server.',
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
