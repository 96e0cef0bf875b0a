import { t } from '../../model/t';
import { callWords, calledOf } from '../calledOf';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A script that empties the source today empties the target tomorrow. */
export const flushCommands: Rule = {
  id: 'security.flushCommands',
  severity: 'info',
  what: 'clients that empty whole databases',
  why: 'FLUSHALL during a copy empties the source under it, and after the cutover the target.',
  docs: valkeyTopic('acl'),
  basis: 'inferred',
  evaluate({ facts }) {
    const called = calledOf(facts.source, ['flushall', 'flushdb', 'swapdb']);
    if (called.length === 0) return [];
    return [
      {
        severity: 'info',
        message: t('Clients of the source empty or swap whole databases'),
        evidence: callWords(called),
        fix: t(
          'See that none does while the migration runs, and take the commands from users that do not need them.',
        ),
      },
    ];
  },
};
