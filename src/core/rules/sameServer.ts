import { copiesOntoItself } from '../plan/pairDatabases';
import { BY_RDB, MOVING } from './routesBy';
import type { Rule } from './rule';

/** A copy of a database onto itself is refused; between two databases of one server it is possible. */
export const sameServer: Rule = {
  id: 'topology.sameServer',
  severity: 'error',
  what: 'source and target are one server, or one database of it',
  why: 'A copy of a database onto itself is refused; between two databases of one server it is possible.',
  docs: 'https://valkey.io/commands/info/',
  basis: 'documented',
  evaluate({ source, target, choice }) {
    if (source.runId === '' || source.runId !== target.runId) return [];
    const itself = copiesOntoItself(choice, source, target);
    return [
      {
        severity: itself ? 'error' : 'warning',
        message: itself
          ? 'Source and target are the same database of the same server'
          : 'Source and target are the same server',
        evidence: 'INFO of both gives the same run id',
        fix: 'Choose another target, or name two different databases in the addresses.',
        blocks: itself ? MOVING : BY_RDB,
      },
    ];
  },
};
