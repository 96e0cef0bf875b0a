import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Export goes to a bucket next door, and seeding comes from one. */
export const snapshotRegion: Rule = {
  id: 'snapshot.region',
  severity: 'info',
  what: 'a snapshot that has to cross regions',
  why: 'A snapshot is exported into a bucket of its own region and read from a bucket of the region of the new cache.',
  docs: userGuide('backups-exporting'),
  basis: 'documented',
  evaluate({ places: { source, target } }) {
    if (source.kind === 'self-managed' || target.kind === 'self-managed') return [];
    if (source.region === null || target.region === null || source.region === target.region) return [];
    return [
      {
        severity: 'info',
        message: t('The snapshot has to be carried from one region to another by way of two buckets'),
        evidence: t('the source is in {0}, the target in {1}', source.region, target.region),
        fix: t(
          'Export to a bucket in the region of the source, copy the objects to one in the region of the target, and create the cache from there; neither may be encrypted by KMS.',
        ),
        risks: ['snapshot-copy'],
      },
    ];
  },
};
