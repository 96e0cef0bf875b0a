import { counted } from '../rule';
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
        message: `${counted(count, 'key of the file has', 'keys of the file have')} expired, and will not be in the target`,
        evidence: `the file holds ${counted(source.keys ?? 0, 'key', 'keys')}, and was read at ${new Date(file.readAt).toISOString()}`,
        fix: 'Nothing to do: count with that when the numbers of keys are compared.',
      },
    ];
  },
};
