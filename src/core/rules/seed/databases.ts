import { t } from '../../model/t';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** A file with several databases does not load into cluster mode. */
export const seedDatabases: Rule = {
  id: 'seed.databases',
  severity: 'info',
  what: 'several databases for a cache in cluster mode',
  why: 'A file or snapshot with keys outside database 0 fails to load there.',
  docs: userGuide('backups-restoring'),
  basis: 'documented',
  evaluate({ source, target, places }) {
    const beyond = source.databases.filter(({ index }) => index > 0).map(({ index }) => `db${String(index)}`);
    if (places.target.kind === 'self-managed' || target.mode !== 'cluster' || beyond.length === 0) return [];
    return [
      {
        severity: 'info',
        message: t(
          'A file of the source has keys outside database 0, which a cache in cluster mode does not load',
        ),
        evidence: t('the source holds keys in {0}', beyond.join(', ')),
        fix: t(
          'Copy, and name for each database where its keys go; or create the target without cluster mode.',
        ),
        blocks: ['seed-from-rdb', 'snapshot-copy'],
      },
    ];
  },
};
