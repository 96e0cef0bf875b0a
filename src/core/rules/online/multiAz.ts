import { t } from '../../model/t';
import { prerequisite } from './prerequisite';

/** Multi-AZ is on. */
export const onlineMultiAz = prerequisite({
  id: 'online.multiAz',
  what: 'a target without Multi-AZ',
  why: 'AWS asks for it.',
  unmet: ({ places }) =>
    places.target.multiAz === false
      ? {
          message: t('Multi-AZ is off on the target, which an online migration needs'),
          evidence: places.target.planned
            ? t('it is planned without Multi-AZ')
            : t('the replication group says Multi-AZ disabled'),
          fix: t('Turn Multi-AZ on (it needs at least one replica).'),
        }
      : null,
});
