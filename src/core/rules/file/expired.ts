import { t } from '../../model/t';
import { counted } from '../../report/counted';
import { formatCount } from '../../report/format';
import type { Rule } from '../rule';

/** Files hold keys that are over. */
export const fileExpired: Rule = {
  id: 'file.expired',
  severity: 'info',
  what: 'keys in an RDB file whose expiry is over',
  why: 'A server that loads the file leaves them out, so that it holds fewer keys than the file.',
  docs: 'https://valkey.io/commands/expire/',
  basis: 'documented',
  evaluate({ file, source }) {
    if (file === undefined || file.expiredKeys === 0) return [];
    const count = file.expiredKeys;
    return [
      {
        severity: 'info',
        message:
          count === 1
            ? t('{0} key of the file has expired, and will not be in the target', count)
            : t('{0} keys of the file have expired, and will not be in the target', formatCount(count)),
        evidence: t(
          'the file holds {0}, and was read at {1}',
          counted(source.keys ?? 0, 'key'),
          new Date(file.readAt).toISOString(),
        ),
        fix: t('Nothing to do: count with that when the numbers of keys are compared.'),
      },
    ];
  },
};
