import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** An upgrade leaves the arrangement as it is. */
export const upgradeMode: Rule = {
  id: 'upgrade.mode',
  severity: 'info',
  what: 'an engine upgrade that would change cluster mode',
  why: 'An upgrade leaves cluster mode as it is.',
  docs: userGuide('VersionManagement-upgrade-considerations'),
  basis: 'documented',
  evaluate({ source, target, places }) {
    if (places.source.kind === 'self-managed' || places.target.kind === 'self-managed') return [];
    if (source.mode === target.mode) return [];
    return [
      {
        severity: 'info',
        message: 'An engine upgrade does not change cluster mode',
        evidence: `the source is ${source.mode}, the target ${target.mode}`,
        fix: 'Restore a snapshot into a new cache in the other mode, or use the copy.',
        blocks: ['engine-upgrade'],
      },
    ];
  },
};
