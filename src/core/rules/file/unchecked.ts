import { t } from '../../model/t';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

/** Without a checksum only the form is known to be right. */
export const fileUnchecked: Rule = {
  id: 'file.unchecked',
  severity: 'info',
  what: 'an RDB file without a checksum',
  why: 'A value that was damaged on the way would not be noticed.',
  docs: valkeyTopic('persistence'),
  basis: 'documented',
  evaluate({ file }) {
    if (file === undefined || file.checked) return [];
    return [
      {
        severity: 'info',
        message: t('The file has no checksum, so that damage inside of a value would not be noticed'),
        evidence:
          file.rdbVersion < 5
            ? t('files have one from RDB version 5 on')
            : t('its checksum is zero, as by rdbchecksum no'),
        fix: t(
          'Set rdbchecksum yes on the source and write the file again, or compare digests of both copies of the file.',
        ),
      },
    ];
  },
};
