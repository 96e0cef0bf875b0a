import { isPartial } from '../../../core/copy/plan';
import { momentText } from '../../../core/model/moment';
import type { Gate } from '../../../bridge/wizardView';
import { formatBytes, formatCount } from '../../../core/report/format';
import { counted } from '../../../core/report/counted';
import type { GateFacts } from '../../desk/gateFacts';
import { t } from '../../../core/model/t';
import { listed } from '../../../core/rules/listed';
import { alarmGates } from './alarmGates';
import { CLIENTS, clientsGate } from './clientsGate';
import { provedAt } from './provedAt';
import { verified } from './wizardState';
import type { WizardState } from './wizardState';

/** Share of the target's memory that may be in use before it is worth a warning. */
const MUCH = 0.75;
/** Seconds that the target's replicas may be behind: what they lack is lost when one of them takes over. */
const BEHIND = 2;
/** How many commands are named. */
const NAMED = 5;
/** Share of the keys by which both ends may be apart while keys expire: each removes them in its own time. */
const APART = 0.05;

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
    return { title, state: 'open', detail: t('Not verified yet.'), next: t('Verify in step 5.') };
  }
  const differences = result?.differencesTotal ?? proof?.differences ?? 0;
  const whole = result === undefined || result.status === 'done' || result.status === 'incomplete';
  const mode = result?.mode ?? proof?.mode;
  if (!whole) {
    const detail = t('The last verification did not come to its end.');
    return { title, state: 'failed', detail, next: t('Verify again in step 5, and let it come to its end.') };
  }
  if (differences > 0) {
    return {
      title,
      state: 'failed',
      detail: `${counted(differences, 'difference')}.`,
      next: t('Step 5 names them, and mends what can be mended. Then verify again.'),
    };
  }
  if (result?.keys.compared === 0) {
    return {
      title,
      state: 'warned',
      detail: t('Nothing was compared: the source held no key, or none that the copy chooses.'),
      next: t('Look at what step 3 chooses, and at the source.'),
    };
  }
  return mode === 'full'
    ? { title, ...provenFully(state) }
    : {
        title,
        state: 'warned',
        detail: t('Verified, but not every key in full.'),
        next: t('To be sure, choose in step 3 to verify every key in full, and verify again in step 5.'),
      };
}

/** What was proven is of its time: it says when, and whether both ends still hold as many keys as each other. */
function provenFully(state: WizardState): Omit<Gate, 'title'> {
  const { source, target, migration, gates } = state;
  const at = provedAt(state);
  const chosen = isPartial(migration.choice) || migration.choice.exclude !== undefined;
  const when = at === null ? t('Verified in full') : t('Verified in full, {0}', momentText(at));
  const detail = chosen ? t('{0}, as far as the copy chooses keys.', when) : `${when}.`;
  const databases = migration.choice.databases ?? source?.address.database ?? target?.address.database;
  if (gates.facts === null || chosen || databases !== undefined) return { state: 'passed', detail };
  const [from, to] = [gates.facts.source.keys, gates.facts.target.keys];
  if (from === to) return { state: 'passed', detail };
  return {
    state: Math.abs(from - to) > APART * Math.max(from, to) ? 'failed' : 'warned',
    detail: t(
      '{0} But now {1} holds {2}, and {3} {4}.',
      detail,
      source?.name ?? '',
      counted(from, 'key'),
      target?.name ?? '',
      formatCount(to),
    ),
    next: t('Unless keys just expire, something was written since: verify again in step 5.'),
  };
}

const WRITES = t('Nothing writes to the source');
const ROOM = t('The target has room');
const REPLICAS = t("The target's replicas are in step");

function unseen(busy: boolean): Gate[] {
  const look: Omit<Gate, 'title'> = busy
    ? { state: 'busy', detail: t('Looking…') }
    : { state: 'open', detail: t('Not looked at yet.'), next: t('Press Check the Gates.') };
  return [WRITES, CLIENTS, ROOM, REPLICAS].map((title) => ({ title, ...look }));
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
    return {
      title,
      state: 'warned',
      detail: t('The source does not tell how often commands are called.'),
      next: t('Allow this user INFO, or see to it yourself that nothing writes to the source.'),
    };
  }
  if (writes.length === 0) return { title, state: 'passed', detail: t('No command changed keys {0}.', span) };
  const named = writes.map(([command, calls]) => `${command.toUpperCase()} ${formatCount(calls)}×`);
  return {
    title,
    state: 'failed',
    detail: t('Commands that change keys, {0}: {1}.', span, listed(named, NAMED)),
    next: t(
      'Stop what sends them: who is connected stands beneath “{0}”. Then check again, and verify with repair in step 5.',
      CLIENTS,
    ),
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
      ...(evicted === 0 ? {} : { next: EVICTED }),
    };
  }
  const share = used / limit;
  const state = evicted > 0 || share >= 1 ? 'failed' : share > MUCH ? 'warned' : 'passed';
  const detail = t('{0} of {1} in use.', formatBytes(used), formatBytes(limit)) + lost;
  if (state === 'passed') return { title, state, detail };
  return { title, state, detail, next: evicted > 0 ? EVICTED : FULL };
}

const EVICTED = t(
  'Keys that were copied may be among them. Give the target more memory, then verify in step 5, and repair what is missing.',
);
const FULL = t(
  'Give the target more memory before clients write to it: a larger node type, or more shards. Then check again.',
);

function replicasGate({ replicas }: GateFacts['target']): Gate {
  const title = REPLICAS;
  if (replicas === null) {
    return {
      title,
      state: 'warned',
      detail: t('The target does not tell of its replicas.'),
      next: t('Allow this user INFO on the target, or look yourself whether its replicas are in step.'),
    };
  }
  const { count, lagSeconds } = replicas;
  if (count === 0) return { title, state: 'passed', detail: t('The target has no replica.') };
  const behind = lagSeconds ?? 0;
  return {
    title,
    state: behind > BEHIND ? 'failed' : 'passed',
    detail: t('{0} s behind at most, of {1}.', behind, counted(count, 'replica')),
    ...(behind > BEHIND
      ? { next: t('Wait until they have caught up, and check again: what they lack is lost in a failover.') }
      : {}),
  };
}
