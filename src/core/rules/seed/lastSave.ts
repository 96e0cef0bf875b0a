import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A file is only as good as the last save. */
export const seedLastSave: Rule = {
  id: 'seed.lastSave',
  severity: 'warning',
  what: 'a source whose last background save failed',
  why: 'There is no recent RDB file, and a full sync may fail for the same reason.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ facts }) {
    if (facts.source?.persistence?.lastSaveOk !== false) return [];
    return [
      {
        severity: 'warning',
        message: t('The last background save of the source failed'),
        evidence: t('INFO of the source says rdb_last_bgsave_status err'),
        fix: t(
          'Look at the log of the source: a full disk, a directory that cannot be written, or too little memory to fork.',
        ),
        risks: ['seed-from-rdb', 'online-migration', 'file-import'],
      },
    ];
  },
};
