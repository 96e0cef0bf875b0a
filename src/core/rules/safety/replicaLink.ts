import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { BY_COPY } from '../routesBy';
import type { Rule } from '../rule';

/** A replica out of touch holds the past. */
export const replicaLink: Rule = {
  id: 'safety.replicaLink',
  severity: 'warning',
  what: 'a source that is a replica and has lost its primary',
  why: 'It holds a state of the past, or a part of one while it loads.',
  docs: valkeyTopic('replication'),
  basis: 'documented',
  evaluate({ facts }) {
    if (facts.source?.replication?.linkUp !== false) return [];
    return [
      {
        severity: 'warning',
        message: t('The source is a replica that is not in touch with its primary'),
        evidence: t('INFO of the source: master_link_status down'),
        fix: t('Name the primary as the source, or wait until the link is up.'),
        risks: [...BY_COPY, 'online-migration'],
      },
    ];
  },
};
