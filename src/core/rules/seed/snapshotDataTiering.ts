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
        message: 'The source has data tiering, so that its snapshots lead only to caches with data tiering',
        evidence: `node type of the source: ${source.nodeType ?? 'not told'}`,
        fix: 'Use the copy.',
        blocks: ['snapshot-copy', 'seed-from-rdb'],
      },
    ];
  },
};
