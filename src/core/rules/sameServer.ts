import type { Rule } from './rule';

/** Copying a database onto itself is refused; between two databases of one server it is possible. */
export const sameServer: Rule = {
  id: 'topology.sameServer',
  severity: 'warning',
  what: 'source and target are one server',
  why: 'A copy of a database onto itself is refused; between two databases of one server it is possible.',
  docs: 'https://valkey.io/commands/info/',
  basis: 'documented',
  evaluate({ source, target }) {
    if (source.runId === '' || source.runId !== target.runId) return [];
    return [
      {
        severity: 'warning',
        message: 'Source and target are the same server',
        evidence: 'INFO of both gives the same run id',
        fix: 'Choose another target, or name two different databases in the addresses.',
        blocks: ['online-migration', 'seed-from-rdb', 'snapshot-copy', 'file-import'],
      },
    ];
  },
};
