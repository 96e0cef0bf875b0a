import { t } from '../../model/t';
import { valueKindName } from '../../report/valueKindName';
import { formatBytes, formatCount } from '../../report/format';
import { valkeyTopic } from '../pages';
import type { Rule } from '../rule';

const LARGE = 100_000_000;

/** Large keys hold a server up. */
export const largeKeys: Rule = {
  id: 'capacity.largeKeys',
  severity: 'info',
  what: 'very large keys',
  why: 'DUMP, RESTORE, DEL and a move between shards hold the server up for as long as one such key takes; it also cannot be spread over shards.',
  docs: valkeyTopic('latency'),
  basis: 'measured',
  evaluate({ sample }) {
    const large = (sample?.largest ?? []).filter(({ bytes }) => bytes >= LARGE);
    const [first] = large;
    if (first === undefined) return [];
    return [
      {
        severity: 'info',
        message: messageOf(large.length, sample?.complete === true),
        evidence: t(
          'the largest one seen is a {0} of {1} in db{2}',
          valueKindName(first.kind),
          formatBytes(first.bytes),
          first.db,
        ),
        fix: t(
          'Nothing to do for the copy, which reads large keys in pieces; for the application, think of splitting them.',
        ),
      },
    ];
  },
};

function messageOf(count: number, complete: boolean): string {
  const [n, size] = [formatCount(count), formatBytes(LARGE)];
  if (complete) {
    return count === 1
      ? t('{0} key is larger than {1}', n, size)
      : t('{0} keys are larger than {1}', n, size);
  }
  return count === 1
    ? t('At least {0} key is larger than {1}', n, size)
    : t('At least {0} keys are larger than {1}', n, size);
}
