import { t } from '../model/t';
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
        message: t('The target is a replica, which takes no writes'),
        evidence: t('INFO of the target says role slave'),
        fix: t('Choose the address of its primary.'),
        blocks: MOVING,
      },
    ];
  },
};
