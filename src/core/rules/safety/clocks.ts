import { t } from '../../model/t';
import type { Rule } from '../rule';
import { formatDuration } from '../../report/format';

const NOTABLE_MS = 1000;

/** Expiries are points in time, by the clock of each server. */
export const clocks: Rule = {
  id: 'safety.clocks',
  severity: 'info',
  what: 'clocks of source and target that differ',
  why: 'An expiry is a point in time: on a server whose clock is ahead, keys go too early.',
  docs: 'https://valkey.io/commands/pexpireat/',
  basis: 'measured',
  evaluate({ source, target }) {
    if (source.clockError === null || target.clockError === null) return [];
    const difference = target.clockOffset - source.clockOffset;
    if (Math.abs(difference) - source.clockError - target.clockError < NOTABLE_MS) return [];
    return [
      {
        severity: 'info',
        message:
          difference > 0
            ? t(
                'The clock of the target is {0} ahead of that of the source',
                formatDuration(difference / 1000),
              )
            : t(
                'The clock of the target is {0} behind that of the source',
                formatDuration(-difference / 1000),
              ),
        evidence: t('TIME of both'),
        fix: t(
          'Nothing to do for the copy, which corrects every expiry; for other routes set the clocks first.',
        ),
        risks: ['online-migration', 'seed-from-rdb', 'file-import'],
      },
    ];
  },
};
