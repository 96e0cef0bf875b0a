import { t } from '../../model/t';
import { userGuide } from '../pages';
import { formatCount } from '../../report/format';
import type { Rule } from '../rule';

const ELASTICACHE_LIMIT = 65_000;

/** As many clients as today have to get in. */
export const connections: Rule = {
  id: 'capacity.connections',
  severity: 'warning',
  what: 'more clients than the target lets in',
  why: 'The others are refused: `max number of clients reached`.',
  docs: userGuide('ParameterGroups.Engine'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const connected = facts.source?.clients?.connected ?? null;
    const limit =
      facts.target?.clients?.limit ?? (places.target.kind === 'self-managed' ? null : ELASTICACHE_LIMIT);
    if (connected === null || limit === null || connected <= limit) return [];
    return [
      {
        severity: 'warning',
        message: t('More clients are connected to the source than the target lets in'),
        evidence: t(
          '{0} clients, maxclients of the target is {1}',
          formatCount(connected),
          formatCount(limit),
        ),
        fix: t('Pool connections, raise maxclients, or choose a larger node type or more shards.'),
      },
    ];
  },
};
