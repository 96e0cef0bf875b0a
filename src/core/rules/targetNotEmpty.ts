import { t } from '../model/t';
import { counted } from '../report/counted';
import type { Rule } from './rule';

/** Keys that are there already may be replaced, and will count as extra when the copy is verified. */
export const targetNotEmpty: Rule = {
  id: 'target.notEmpty',
  severity: 'warning',
  what: 'the target holds keys already',
  why: 'They may be replaced, and count as extra when the copy is verified.',
  docs: 'https://valkey.io/commands/dbsize/',
  basis: 'documented',
  evaluate({ target }) {
    if (target.keys === null || target.keys === 0) return [];
    return [
      {
        severity: 'warning',
        message: t('The target already holds {0}', counted(target.keys, 'key')),
        evidence: target.databases
          .map(({ index, keys }) => `db${String(index)}: ${counted(keys, 'key')}`)
          .join(', '),
        fix: t('Choose what happens to keys that exist on both sides: replace, skip or fail.'),
        risks: ['copy', 'live-copy', 'online-migration', 'file-import'],
      },
    ];
  },
};
