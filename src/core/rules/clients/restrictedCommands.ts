import { t } from '../../model/t';
import { callWords, calledOf } from '../calledOf';
import { listed } from '../listed';
import { userGuide } from '../pages';
import type { Rule } from '../rule';

/** Without CONFIG GET, which this check itself asks for, and SYNC and PSYNC, which a server's own replicas do. */
const RESTRICTED = [
  ...[
    'config|set',
    'config|rewrite',
    'config|resetstat',
    'bgrewriteaof',
    'bgsave',
    'save',
    'shutdown',
    'debug',
  ],
  ...['migrate', 'replicaof', 'slaveof', 'acl|setuser', 'acl|deluser', 'acl|load', 'acl|save', 'module|load'],
  ...[
    'cluster|addslots',
    'cluster|delslots',
    'cluster|meet',
    'cluster|forget',
    'cluster|setslot',
    'cluster|failover',
  ],
];

/** What ElastiCache keeps to itself. */
export const restrictedCommands: Rule = {
  id: 'clients.restrictedCommands',
  severity: 'warning',
  what: 'commands that clients use and ElastiCache does not allow',
  why: 'ElastiCache manages configuration, users, saving and topology itself and refuses these commands.',
  docs: userGuide('SupportedCommands'),
  basis: 'documented',
  evaluate({ facts, places }) {
    const called = places.target.kind === 'self-managed' ? [] : calledOf(facts.source, RESTRICTED);
    if (called.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'Clients use {0}, which ElastiCache refuses',
          listed(called.map(([name]) => name.replace('|', ' ').toUpperCase())),
        ),
        evidence: callWords(called),
        fix: t(
          'Use parameter groups, users, snapshots and the API of ElastiCache instead; take the commands out of scripts and health checks.',
        ),
      },
    ];
  },
};
