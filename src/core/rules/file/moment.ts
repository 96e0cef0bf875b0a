import { t } from '../../model/t';
import { formatCount } from '../../report/format';
import { valkeyTopic } from '../pages';
import { OF_ONE_MOMENT } from '../routesBy';
import type { Rule } from '../rule';

const HOUR_MS = 3_600_000;

/** What was written later is not in it. */
export const fileMoment: Rule = {
  id: 'file.moment',
  severity: 'warning',
  what: 'an RDB file that was written more than an hour ago',
  why: 'What the source was told since then is not in it, and what it deleted is.',
  docs: valkeyTopic('persistence'),
  basis: 'inferred',
  evaluate({ file }) {
    if (file?.writtenAt === undefined || file.writtenAt === null) return [];
    const hours = Math.floor((file.readAt - file.writtenAt) / HOUR_MS);
    if (hours < 1) return [];
    return [
      {
        severity: 'warning',
        message:
          hours < 48
            ? t('The file is {0} h old: what the source was told since then is not in it', hours)
            : t(
                'The file is {0} days old: what the source was told since then is not in it',
                formatCount(Math.floor(hours / 24)),
              ),
        evidence: t('it was written at {0}', new Date(file.writtenAt).toISOString()),
        fix: t('Stop the writers of the source and write a new file (BGSAVE) for the migration itself.'),
        risks: OF_ONE_MOMENT,
      },
    ];
  },
};
