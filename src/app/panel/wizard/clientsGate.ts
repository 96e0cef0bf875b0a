import type { Gate, GateList } from '../../../bridge/wizardView';
import type { ConnectionGroup, ConnectionList } from '../../../core/model/connections';
import { t } from '../../../core/model/t';
import { counted } from '../../../core/report/counted';
import { formatCount, formatDuration } from '../../../core/report/format';
import { listed } from '../../../core/rules/listed';
import type { GateFacts } from '../../desk/gateFacts';

/** How many libraries are named. */
const NAMED = 5;

/** What the gate is called. */
export const CLIENTS = t('Clients have left the source');

/** Whether anyone but us is connected to the source, and who: ours go by a name of their own. @param name the source's */
export function clientsGate({ clients, others, who, nodes }: GateFacts['source'], name: string): Gate {
  const title = CLIENTS;
  if (clients === null) {
    return {
      title,
      state: 'warned',
      detail: t('The source does not tell who is connected.'),
      next: UNTOLD,
    };
  }
  if (others === null) {
    const detail = t(
      '{0} to {1}, at least {2} of them ours: who they are is not told (CLIENT LIST).',
      counted(clients, 'connection'),
      name,
      formatCount(nodes),
    );
    return clients <= nodes
      ? { title, state: 'passed', detail }
      : { title, state: 'warned', detail, next: UNTOLD };
  }
  if (others.count === 0) {
    return { title, state: 'passed', detail: t('Nobody else is connected to {0}.', name) };
  }
  const libraries = others.libraries ?? [];
  const detail = t('{0} of others to {1}.', counted(others.count, 'connection'), name);
  return {
    title,
    state: 'warned',
    detail: libraries.length === 0 ? detail : `${detail} ${t('Libraries: {0}.', listed(libraries, NAMED))}`,
    next: t('Give these clients the address of the target and restart them, or stop them; then check again.'),
    ...(who === null ? {} : { list: listOf(who) }),
  };
}

const UNTOLD = t(
  'Allow this user CLIENT LIST, or look on the source itself who is connected. Of more than 5,000 connections no list is asked for.',
);

function listOf({ groups, unlisted }: ConnectionList): GateList {
  return {
    title: t('Who is connected'),
    columns: [
      t('Client'),
      t('Address'),
      t('Connections'),
      t('User'),
      t('Last command'),
      t('Idle'),
      t('Connected for'),
    ],
    rows: groups.map(rowOf),
    more: unlisted === 0 ? null : t('… and {0} more.', counted(unlisted, 'connection')),
  };
}

function rowOf({ name, host, port, connections, user, command, idle, age }: ConnectionGroup): string[] {
  return [
    name === '' ? t('without a name') : name,
    port === null ? host : `${host}:${String(port)}`,
    formatCount(connections),
    user ?? t('not told'),
    command === null ? t('none') : command.replace('|', ' ').toUpperCase(),
    formatDuration(idle),
    formatDuration(age),
  ];
}
