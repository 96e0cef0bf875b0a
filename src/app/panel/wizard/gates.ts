import type { Gate } from '../../../bridge/wizardView';
import { formatBytes, formatCount } from '../../../core/report/format';
import { counted } from '../../../core/report/counted';
import type { GateFacts } from '../../desk/gateFacts';
import { t } from '../../../core/model/t';
import { alarmGates } from './alarmGates';
import { verified } from './wizardState';
import type { WizardState } from './wizardState';

/** Share of the target's memory that may be in use before it is worth a warning. */
const MUCH = 0.75;
/** Seconds that the target's replicas may be behind: what they lack is lost when one of them takes over. */
const BEHIND = 2;
/** How many commands and libraries are named. */
const NAMED = 5;

/** What must hold before the switch, as far as it can be seen from here. */
export function gatesOf(state: WizardState): Gate[] {
  const { facts, busy } = state.gates;
  return [verifiedGate(state), ...(facts === null ? unseen(busy) : seen(facts, state)), ...alarmGates(state)];
}

function verifiedGate(state: WizardState): Gate {
  const title = t('Both ends hold the same');
  const result = verified(state);
  const { proof } = state.migration;
  if (result === undefined && proof === null) {
    return { title, state: 'open', detail: t('Not verified yet.') };
  }
  const differences = result?.differencesTotal ?? proof?.differences ?? 0;
  const whole = result === undefined || result.status === 'done' || result.status === 'incomplete';
  const mode = result?.mode ?? proof?.mode;
  if (!whole) return { title, state: 'failed', detail: t('The last verification did not come to its end.') };
  if (differences > 0) return { title, state: 'failed', detail: `${counted(differences, 'difference')}.` };
  return mode === 'full'
    ? { title, state: 'passed', detail: t('Verified in full.') }
    : { title, state: 'warned', detail: t('Verified, but not every key in full.') };
}

const WRITES = t('Nothing writes to the source');
const CLIENTS = t('Clients have left the source');
const ROOM = t('The target has room');
const REPLICAS = t("The target's replicas are in step");

function unseen(busy: boolean): Gate[] {
  const detail = busy ? t('Looking…') : t('Not looked at yet.');
  return [WRITES, CLIENTS, ROOM, REPLICAS].map((title) => ({ title, state: busy ? 'busy' : 'open', detail }));
}

function seen({ source, target }: GateFacts, { source: from }: WizardState): Gate[] {
  return [
    writesGate(source),
    clientsGate(source, from?.name ?? t('the source')),
    roomGate(target),
    replicasGate(target),
  ];
}

function writesGate({ writes, watched }: GateFacts['source']): Gate {
  const title = WRITES;
  const span = t('in {0} s', watched.toFixed(1));
  if (writes === null) {
    return { title, state: 'warned', detail: t('The source does not tell how often commands are called.') };
  }
  if (writes.length === 0) return { title, state: 'passed', detail: t('No command changed keys {0}.', span) };
  const named = writes
    .slice(0, NAMED)
    .map(([command, calls]) => `${command.toUpperCase()} ${formatCount(calls)}×`);
  return {
    title,
    state: 'failed',
    detail: t('Commands that change keys, {0}: {1}.', span, named.join(', ')),
  };
}

/** Ours go by a name of their own. */
function clientsGate({ clients, others, nodes }: GateFacts['source'], name: string): Gate {
  const title = CLIENTS;
  if (clients === null) {
    return { title, state: 'warned', detail: t('The source does not tell who is connected.') };
  }
  if (others === null) {
    const detail = t(
      '{0} to {1}, at least {2} of them ours: who they are is not told (CLIENT LIST).',
      counted(clients, 'connection'),
      name,
      formatCount(nodes),
    );
    return { title, state: clients <= nodes ? 'passed' : 'warned', detail };
  }
  if (others.count === 0) {
    return { title, state: 'passed', detail: t('Nobody else is connected to {0}.', name) };
  }
  const who = others.libraries ?? [];
  const detail = t('{0} of others to {1}.', counted(others.count, 'connection'), name);
  return {
    title,
    state: 'warned',
    detail: who.length === 0 ? detail : `${detail} ${t('Libraries: {0}.', who.slice(0, NAMED).join(', '))}`,
  };
}

function roomGate({ used, limit, evicted }: GateFacts['target']): Gate {
  const title = ROOM;
  const lost = evicted === 0 ? '' : ` ${t('It evicted {0} since it started.', counted(evicted, 'key'))}`;
  if (limit === 0) {
    return {
      title,
      state: evicted === 0 ? 'passed' : 'failed',
      detail: t('{0}, without a limit.', formatBytes(used)) + lost,
    };
  }
  const share = used / limit;
  const state = evicted > 0 || share >= 1 ? 'failed' : share > MUCH ? 'warned' : 'passed';
  return { title, state, detail: t('{0} of {1} in use.', formatBytes(used), formatBytes(limit)) + lost };
}

function replicasGate({ replicas }: GateFacts['target']): Gate {
  const title = REPLICAS;
  if (replicas === null) {
    return { title, state: 'warned', detail: t('The target does not tell of its replicas.') };
  }
  const { count, lagSeconds } = replicas;
  if (count === 0) return { title, state: 'passed', detail: t('The target has no replica.') };
  const behind = lagSeconds ?? 0;
  return {
    title,
    state: behind > BEHIND ? 'failed' : 'passed',
    detail: t('{0} s behind at most, of {1}.', behind, counted(count, 'replica')),
  };
}
