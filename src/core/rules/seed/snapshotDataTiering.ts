import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Snapshots of tiered data stay among their kind. */
export const snapshotDataTiering: Rule = {
  id: 'snapshot.dataTiering',
  severity: 'info',
  what: 'snapshots of a source with data tiering',
  why: 'They cannot be exported to S3, and are restored only into caches with data tiering.',
  docs: userGuide('data-tiering'),
  basis: 'documented',
  evaluate({ places: { source, target } }) {
    if (source.dataTiering !== true || target.dataTiering === true) return [];
    return [
      {
        severity: 'info',
        message: t(
          'The source has data tiering, so that its snapshots lead only to caches with data tiering',
        ),
        evidence:
          source.nodeType === null
            ? t('node type of the source: not told')
            : t('node type of the source: {0}', source.nodeType),
        fix: t('Use the copy.'),
        blocks: ['snapshot-copy', 'seed-from-rdb'],
      },
    ];
  },
};
