import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** A file neither answers nor goes on. */
export const fileSource: Rule = {
  id: 'file.source',
  severity: 'info',
  what: 'an RDB file as the source, which is no server',
  why: 'Replication, snapshots and engine upgrades begin at a server; what is written after the file is not in it.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ file }) {
    if (file === undefined) return [];
    return [
      {
        severity: 'info',
        message: t(
          'The source is a file: there is no server to replicate from, to take a snapshot of or to upgrade',
        ),
        evidence: t('an RDB file of version {0}', file.rdbVersion),
        fix: t(
          'Load it where a file can be loaded, or into a server beside the target and copy from there; check the source server itself, if it can be reached.',
        ),
        blocks: ['live-copy', 'online-migration', 'snapshot-copy', 'engine-upgrade'],
      },
    ];
  },
};
