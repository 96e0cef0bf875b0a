import { t } from '../../model/t';
import { formatBytes } from '../../report/format';
import { BY_COPY } from '../routesBy';
import { numberOf } from '../settingOf';
import type { Rule } from '../rule';

/** What every server takes unless it is told otherwise. */
const DEFAULT_LIMIT = 512 * 1024 * 1024;

/** A string is written whole, and no server takes one beyond its limit. */
export const largestString: Rule = {
  id: 'capacity.largestString',
  severity: 'error',
  what: 'strings larger than the target takes',
  why: 'A server closes the connection on an argument beyond proto-max-bulk-len, and lets no string grow beyond it.',
  docs: 'https://valkey.io/commands/set/',
  basis: 'measured',
  evaluate({ sample, facts, places }) {
    // 512 MiB is what ElastiCache has at most.
    const told = numberOf(facts.target, 'proto-max-bulk-len');
    const limit = told ?? (places.target.kind === 'self-managed' ? null : DEFAULT_LIMIT);
    if (limit === null) return [];
    // What MEMORY USAGE says is some bytes, and for odd sizes up to a quarter, more than the string; a file has its length.
    const most = sample?.sizesBy === 'file' ? limit : limit * 1.25;
    const large = (sample?.largest ?? []).filter(({ kind, bytes }) => kind === 'string' && bytes > most);
    const [first] = large;
    if (first === undefined) return [];
    return [
      {
        severity: 'error',
        message: t('A string of {0} is larger than the target takes', formatBytes(first.bytes)),
        evidence: [
          told === null
            ? t('proto-max-bulk-len of the target is at most {0}', formatBytes(limit))
            : t('proto-max-bulk-len of the target is {0}', formatBytes(limit)),
          sample?.sizesBy === 'file'
            ? t('the length of the largest string in db{0} is {1}', first.db, formatBytes(first.bytes))
            : t('MEMORY USAGE of the largest string in db{0} is {1}', first.db, formatBytes(first.bytes)),
        ].join('; '),
        fix: t('Raise proto-max-bulk-len on the target (in ElastiCache: up to 512 MiB), or split the value.'),
        blocks: BY_COPY,
      },
    ];
  },
};
