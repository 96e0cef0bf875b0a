import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** Redis before 3.2 and some tools leave out who they are. */
export const fileWriter: Rule = {
  id: 'file.writer',
  severity: 'info',
  what: 'an RDB file that does not tell who wrote it',
  why: 'It is judged by its RDB version alone; what depends on the server that wrote it is not known.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ file }) {
    if (file === undefined || file.writerTold) return [];
    return [
      {
        severity: 'info',
        message: t(
          'The file does not tell who wrote it, and is judged as one of {0}',
          productName(file.writer),
        ),
        evidence: t(
          'it has neither redis-ver nor valkey-ver; {0} is the oldest server known to write RDB version {1}',
          productName(file.writer),
          file.rdbVersion,
        ),
        fix: t('Nothing to do, if that is so.'),
      },
    ];
  },
};
