import { formatBytes } from '../../report/format';
import { valkeyTopic } from '../pages';
import { counted } from '../rule';
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
        message: `${sample?.complete === true ? '' : 'At least '}${counted(large.length, 'key is', 'keys are')} larger than ${formatBytes(LARGE)}`,
        evidence: `the largest one seen is a ${first.kind} of ${formatBytes(first.bytes)} in db${String(first.db)}`,
        fix: 'Nothing to do for the copy, which reads large keys in pieces; for the application, think of splitting them.',
      },
    ];
  },
};
