import { t } from '../../model/t';
import { callWords } from '../calledOf';
import { listed } from '../listed';
import { productName } from '../rule';
import type { Rule } from '../rule';

/** Called by replicas, by this check and by a copy: no sign of an application. */
const NOT_OF_APPLICATIONS = new Set([
  ...[
    'replconf',
    'psync',
    'sync',
    'acl',
    'client',
    'cluster',
    'command',
    'config',
    'function',
    'hello',
    'info',
  ],
  ...['latency', 'memory', 'module', 'object', 'pexpiretime', 'ping', 'script', 'slowlog', 'time', 'xinfo'],
]);

/** Commands that clients use and the target does not have. */
export const missingCommands: Rule = {
  id: 'clients.missingCommands',
  severity: 'warning',
  what: 'commands that clients use and the target does not know',
  why: 'The application would get `unknown command` for each of them after the cutover.',
  docs: 'https://valkey.io/commands/',
  basis: 'measured',
  evaluate({ facts, target, places }) {
    const { calls = null } = facts.source ?? {};
    const { commands = null } = facts.target ?? {};
    if (calls === null || commands === null || commands.length === 0) return [];
    const known = new Set(commands);
    const missing = Object.entries(calls)
      .filter(([name, count]) => {
        // A subcommand is judged by its command: servers list those only.
        const command = name.split('|')[0] ?? name;
        // Which modules a cache will have (JSON.GET …) is not known before it is there.
        if (places.target.planned && command.includes('.')) return false;
        return count > 0 && !known.has(command) && !NOT_OF_APPLICATIONS.has(command);
      })
      .sort((a, b) => b[1] - a[1]);
    if (missing.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: t(
          'Clients use {0}, which {1} does not know',
          listed(missing.map(([name]) => name.replace('|', ' ').toUpperCase())),
          productName(target),
        ),
        evidence: callWords(missing),
        fix: t('Change the application, or choose a target that has them.'),
      },
    ];
  },
};
