import { t } from '../../model/t';
import { userGuide } from '../pages';
import { numberOf } from '../settingOf';
import type { Rule } from '../rule';

/** ElastiCache takes 0 or 20 seconds and more. */
export const idleTimeout: Rule = {
  id: 'clients.idleTimeout',
  severity: 'info',
  what: 'a timeout of idle clients that ElastiCache does not take',
  why: 'Its parameter takes 0 or at least 20 seconds.',
  docs: userGuide('ParameterGroups.Engine'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const timeout = numberOf(facts.source, 'timeout');
    if (places.target.kind === 'self-managed' || timeout === null || timeout < 1 || timeout > 19) return [];
    return [
      {
        severity: 'info',
        message: t(
          'The source closes idle connections after {0} s; ElastiCache takes 0 or at least 20',
          timeout,
        ),
        evidence: t('CONFIG GET timeout says {0}', timeout),
        fix: t('Set the parameter "timeout" to 20, or 0 for never.'),
      },
    ];
  },
};
