import { t } from '../model/t';
import { copiesOntoItself } from '../plan/pairDatabases';
import { BY_RDB, MOVING } from './routesBy';
import { sameServer as sameData } from '../model/sameServer';
import type { Rule } from './rule';

const EVIDENCE = {
  server: () => t('INFO of both gives the same run id'),
  cluster: () => t('both lead to nodes of one cluster (CLUSTER NODES)'),
  replica: () => t('one is a replica of the other: INFO of both gives the same master_replid'),
} as const;

/** A copy of a database onto itself is refused; between two databases of one server it is possible. */
export const sameServer: Rule = {
  id: 'topology.sameServer',
  severity: 'error',
  what: 'source and target are one server, or one database of it',
  why: 'A copy of a database onto itself is refused; between two databases of one server it is possible.',
  docs: 'https://valkey.io/commands/info/',
  basis: 'documented',
  evaluate({ source, target, choice }) {
    const same = sameData(source, target);
    if (same === null) return [];
    const itself = copiesOntoItself(choice, source, target);
    return [
      {
        severity: itself ? 'error' : 'warning',
        message: itself
          ? t('Source and target are the same database of the same server')
          : t('Source and target are the same server'),
        evidence: EVIDENCE[same](),
        fix: t('Choose another target, or name two different databases in the addresses.'),
        blocks: itself ? MOVING : BY_RDB,
      },
    ];
  },
};
