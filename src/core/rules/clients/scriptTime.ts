import { t } from '../../model/t';
import { formatDuration } from '../../report/format';
import { userGuide } from '../pages';
import { numberOf } from '../settingOf';
import type { Rule } from '../rule';

const FIXED_MS = 5000;

/** ElastiCache does not wait longer for a script. */
export const scriptTime: Rule = {
  id: 'lua.timeLimit',
  severity: 'warning',
  what: 'a time limit for scripts above the five seconds of ElastiCache',
  why: 'There it cannot be changed: a script that runs longer makes the server answer BUSY.',
  docs: userGuide('RedisConfiguration'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const limit = numberOf(facts.source, 'busy-reply-threshold', 'lua-time-limit');
    if (places.target.kind === 'self-managed' || limit === null || (limit > 0 && limit <= FIXED_MS))
      return [];
    return [
      {
        severity: 'warning',
        message: t('The source lets scripts run longer than ElastiCache does'),
        evidence:
          limit > 0
            ? t('lua-time-limit is {0} on the source and 5 s in ElastiCache', formatDuration(limit / 1000))
            : t('lua-time-limit is off on the source and 5 s in ElastiCache'),
        fix: t('Split long scripts.'),
      },
    ];
  },
};
