import type { Gate } from '../../../bridge/wizardView';
import { deploymentOf } from '../../../core/model/deployment';
import { t } from '../../../core/model/t';
import { alarmCommand, metricsWorthAlarms } from '../../../core/plan/alarmCommand';
import type { CacheAlarm } from '../../../core/plan/alarmsOfCache';
import { listed } from '../../../core/rules/listed';
import type { AlarmsSeen } from '../../cloud/cacheAlarms';
import type { WizardState } from './wizardState';

type Seen = Extract<AlarmsSeen, { readonly kind: 'seen' }>;

/** How many alarms and nodes are named. */
const NAMED = 5;

/** Whether alarms watch the target, and are quiet; of the source too, where that is a cache. */
export function alarmGates({ source, gates }: WizardState): Gate[] {
  const seen = gates.facts?.alarms ?? null;
  const title = t('Alarms watch the target');
  if (seen === null) return [notSeen(title, gates.busy)];
  return [
    ...(isCache(seen.source) || isNamedCache(source)
      ? [gateOf(t('Alarms of the source are quiet'), seen.source, ofSource)]
      : []),
    gateOf(title, seen.target, ofTarget),
  ];
}

function isCache({ kind }: AlarmsSeen): boolean {
  return kind !== 'not a cache';
}

function isNamedCache(end: WizardState['source']): boolean {
  return end !== undefined && deploymentOf(end.address.host).kind !== 'self-managed';
}

function notSeen(title: string, busy: boolean): Gate {
  return busy
    ? { title, state: 'busy', detail: t('Looking…') }
    : { title, state: 'open', detail: t('Not looked at yet.'), next: t('Press Check the Gates.') };
}

function gateOf(title: string, seen: AlarmsSeen, judge: (seen: Seen) => Omit<Gate, 'title'>): Gate {
  switch (seen.kind) {
    case 'not a cache':
      return {
        title,
        state: 'open',
        detail: t('It is not known as a cache of ElastiCache, so nobody here can tell.'),
        next: t('See yourself that its memory, evictions, CPU and connections are watched.'),
      };
    case 'unlisted':
      return {
        title,
        state: 'open',
        detail: t(
          'Not known: no such cache was found in {0}.',
          seen.asked
            .map(({ profile, region }) => (profile === null ? region : `${region} (${profile})`))
            .join(', '),
        ),
        next: t('Select its profile and region in the ElastiCache view, then check again.'),
      };
    case 'unknown':
      return { title, state: 'open', detail: t('Not known: {0}.', seen.why), next: seen.next };
    case 'seen':
      return { title, ...(troubled(seen) ?? judge(seen)) };
  }
}

/** What holds for either end. */
function troubled({ alarms }: Seen): Omit<Gate, 'title'> | null {
  const off = alarms.filter(({ state }) => state === 'alarm');
  if (off.length > 0) {
    return {
      state: 'failed',
      detail: t('In alarm: {0}.', named(off)),
      next: t('Find out why in CloudWatch before the switch, then check again.'),
    };
  }
  const blind = alarms.filter(({ state }) => state === 'blind');
  return blind.length === 0
    ? null
    : {
        state: 'warned',
        detail: t('Not in alarm, but these have too little data to tell: {0}.', named(blind)),
        next: t('Wait until they have data, or see in CloudWatch why they have none. Then check again.'),
      };
}

function ofSource({ cache, alarms }: Seen): Omit<Gate, 'title'> {
  return {
    state: 'passed',
    detail:
      alarms.length === 0
        ? t('No alarm watches {0}.', cache.id)
        : t(
            '{0}: all OK. After the switch they have nothing to watch: give the target such ones.',
            named(alarms),
          ),
  };
}

function ofTarget(seen: Seen): Omit<Gate, 'title'> {
  const { cache, scope, alarms } = seen;
  if (alarms.length === 0) {
    return {
      state: 'warned',
      detail: t(
        'No alarm watches {0}: nobody is told when it runs out of memory or CPU. Worth an alarm: {1}.',
        cache.id,
        metricsWorthAlarms(cache).join(', '),
      ),
      next: t('This creates one (it changes your AWS account, and is never run from here):'),
      command: alarmCommand(cache, scope),
    };
  }
  const mute = alarms.filter(({ tells }) => !tells);
  return {
    state: mute.length === 0 ? 'passed' : 'warned',
    detail: [
      t('{0}: all OK.', named(alarms)),
      ...(mute.length === 0
        ? []
        : [t('These tell nobody, since their actions are off or they have none: {0}.', named(mute))]),
      ...gaps(seen),
    ].join(' '),
    ...(mute.length === 0
      ? {}
      : { next: t('Turn their actions on, or give them one that tells somebody. Then check again.') }),
  };
}

/** What no alarm looks at. */
function gaps({ cache, alarms }: Seen): string[] {
  const metrics = metricsWorthAlarms(cache).filter(
    (one) => !alarms.some((each) => each.metrics.includes(one)),
  );
  const nodes = alarms.some((each) => each.metrics.length > 0 && each.nodes.length === 0)
    ? []
    : cache.nodes.filter((one) => !alarms.some((each) => each.nodes.includes(one)));
  return [
    ...(metrics.length === 0 ? [] : [t('No alarm for {0}.', metrics.join(', '))]),
    ...(nodes.length === 0 ? [] : [t('No alarm of the nodes {0}.', listed(nodes, NAMED))]),
  ];
}

/** `orders-cpu (EngineCPUUtilization)`. */
function named(alarms: readonly CacheAlarm[]): string {
  return listed(
    alarms.map(({ name, metrics }) => (metrics.length === 0 ? name : `${name} (${metrics.join(', ')})`)),
    NAMED,
  );
}
