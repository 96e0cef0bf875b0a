import { t } from '../../model/t';
import { listed } from '../listed';
import { prerequisite } from './prerequisite';

/** What a replica asks for, and some that change data. */
const NEEDED = [
  ...['psync', 'sync', 'replconf', 'ping', 'info', 'config', 'command', 'cluster', 'select', 'multi', 'exec'],
  ...['set', 'del', 'expire', 'pexpireat', 'hset', 'lpush', 'rpush', 'sadd', 'zadd', 'flushall', 'flushdb'],
];

/** Commands of replication have their own names. */
export const onlineRenamedCommands = prerequisite({
  id: 'online.renamedCommands',
  what: 'commands of the source that were renamed or taken away',
  why: 'Replication uses sync, psync, info, config, command, cluster and every command that changes data by those names.',
  unmet({ facts }) {
    const commands = facts.source?.commands ?? null;
    if (commands === null) return null;
    const has = new Set(commands);
    const missing = NEEDED.filter((name) => !has.has(name)).map((name) => name.toUpperCase());
    if (missing.length === 0) return null;
    return {
      message: t('The source does not know {0} by name, which an online migration needs', listed(missing)),
      evidence: t('COMMAND of the source does not name them: rename-command took them away'),
      fix: t('Undo rename-command on the source (it takes a restart), or use the copy.'),
    };
  },
});
