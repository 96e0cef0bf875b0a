import type { Rule } from './rule';

/** Addresses that cannot be copied to. */
export const topology: Rule = {
  id: 'topology.mode',
  evaluate({ target }) {
    if (target.role !== 'replica') return [];
    return [
      {
        severity: 'blocker',
        title: 'The target is a replica, which takes no writes',
        evidence: 'INFO of the target says role slave',
        fix: 'Choose the address of its primary.',
      },
    ];
  },
};
