import { MOVING } from './routesBy';
import type { Rule } from './rule';

/** Addresses that cannot be copied to. */
export const topology: Rule = {
  id: 'topology.mode',
  severity: 'error',
  what: 'the target is a replica',
  why: 'A replica takes no writes, so that nothing could be copied to it.',
  docs: 'https://valkey.io/topics/replication/',
  basis: 'documented',
  evaluate({ target }) {
    if (target.role !== 'replica') return [];
    return [
      {
        severity: 'error',
        message: 'The target is a replica, which takes no writes',
        evidence: 'INFO of the target says role slave',
        fix: 'Choose the address of its primary.',
        blocks: MOVING,
      },
    ];
  },
};
