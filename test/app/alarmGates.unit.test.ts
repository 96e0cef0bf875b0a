import { describe, expect, it } from 'vitest';
import type { AlarmsSeen } from '../../src/app/cloud/cacheAlarms';
import { alarmGates } from '../../src/app/panel/wizard/alarmGates';
import type { WizardState } from '../../src/app/panel/wizard/wizardState';
import type { Gate } from '../../src/bridge/wizardView';
import type { CacheAlarm, MeasuredCache } from '../../src/core/plan/alarmsOfCache';
import { endpoint } from './samples';

const ORDERS: MeasuredCache = {
  id: 'orders',
  serverless: false,
  nodes: ['orders-001', 'orders-002'],
  replicas: true,
};
const PARIS = { profile: 'my shop', region: 'eu-west-3' };
const NO_CACHE: AlarmsSeen = { kind: 'not a cache' };

function alarm(name: string, change: Partial<CacheAlarm> = {}): CacheAlarm {
  return { name, state: 'ok', metrics: ['Evictions'], nodes: [], tells: true, ...change };
}

function seen(alarms: readonly CacheAlarm[], cache = ORDERS): AlarmsSeen {
  return { kind: 'seen', scope: PARIS, cache, alarms };
}

function gates(target: AlarmsSeen, source = NO_CACHE): Gate[] {
  const state = {
    source: endpoint('a'),
    gates: { busy: false, facts: { alarms: { source, target } }, problem: null },
  };
  return alarmGates(state as unknown as WizardState);
}

const ofTarget = (...alarms: CacheAlarm[]): Gate | undefined => gates(seen(alarms))[0];

describe('the gate of the alarms', () => {
  it('waits until it was looked at', () => {
    for (const busy of [false, true]) {
      const state = { source: undefined, gates: { busy, facts: null, problem: null } };
      expect(alarmGates(state as unknown as WizardState)).toMatchObject([{ state: busy ? 'busy' : 'open' }]);
    }
  });

  it('does not pass while one is in alarm, and names it with what it looks at', () => {
    expect(
      ofTarget(
        alarm('memory is "low"', { state: 'alarm', metrics: ['DatabaseMemoryUsagePercentage'] }),
        alarm('quiet'),
        alarm('blind', { state: 'blind' }),
      ),
    ).toMatchObject({
      state: 'failed',
      detail: 'In alarm: memory is "low" (DatabaseMemoryUsagePercentage).',
    });
  });

  it('names five of many', () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      alarm(`a${String(index)}`, { state: 'alarm', metrics: [] }),
    );
    expect(ofTarget(...many)?.detail).toBe('In alarm: a0, a1, a2, a3, a4 and 3 more.');
  });

  it('warns of those without data', () => {
    expect(ofTarget(alarm('quiet'), alarm('blind', { state: 'blind' }))).toMatchObject({
      state: 'warned',
      detail: 'Not in alarm, but these have too little data to tell: blind (Evictions).',
    });
  });

  it('warns where there is none, and tells how one is made', () => {
    const gate = ofTarget();
    expect(gate).toMatchObject({
      state: 'warned',
      detail: expect.stringContaining(
        'EngineCPUUtilization, DatabaseMemoryUsagePercentage, Evictions, CurrConnections, ReplicationLag',
      ) as string,
      command:
        "aws cloudwatch put-metric-alarm --alarm-name orders-001-EngineCPUUtilization --namespace AWS/ElastiCache --metric-name EngineCPUUtilization --dimensions Name=CacheClusterId,Value=orders-001 --statistic Average --threshold 80 --comparison-operator GreaterThanThreshold --period 60 --evaluation-periods 5 --alarm-actions SNS_TOPIC_ARN --profile 'my shop' --region eu-west-3",
    });
    const pages: MeasuredCache = { id: 'pages', serverless: true, nodes: [], replicas: false };
    expect(gates(seen([], pages))[0]?.command).toContain('--dimensions Name=clusterId,Value=pages ');
  });

  it('passes when all is quiet and somebody is told, and says what nobody looks at', () => {
    expect(ofTarget(alarm('all', { metrics: ['EngineCPUUtilization'], nodes: ['orders-001'] }))).toEqual({
      title: 'Alarms watch the target',
      state: 'passed',
      detail:
        'all (EngineCPUUtilization): all OK. No alarm for DatabaseMemoryUsagePercentage, Evictions, CurrConnections, ReplicationLag. No alarm of the nodes orders-002.',
    });
  });

  it('warns when nobody is told', () => {
    expect(ofTarget(alarm('mute', { tells: false }))).toMatchObject({
      state: 'warned',
      detail: expect.stringContaining('These tell nobody') as string,
    });
  });

  it('is not known where AWS did not tell, and says what to do', () => {
    expect(
      gates({ kind: 'unknown', why: 'these credentials may not', next: 'Ask for a policy.' })[0],
    ).toMatchObject({
      state: 'open',
      detail: 'Not known: these credentials may not.',
      next: 'Ask for a policy.',
    });
    const asked = [PARIS, { profile: null, region: 'eu-west-1' }];
    expect(gates({ kind: 'unlisted', asked })[0]).toMatchObject({
      state: 'open',
      detail: expect.stringContaining('found in eu-west-3 (my shop), eu-west-1.') as string,
    });
  });

  it('is there for the source as well, where that is a cache', () => {
    const [source, target] = gates(NO_CACHE, seen([alarm('old', { state: 'alarm' })]));
    expect(source).toMatchObject({ title: 'Alarms of the source are quiet', state: 'failed' });
    expect(target).toMatchObject({ title: 'Alarms watch the target', state: 'open' });
    expect(gates(NO_CACHE, seen([]))[0]).toMatchObject({
      state: 'passed',
      detail: 'No alarm watches orders.',
    });
    expect(gates(NO_CACHE, seen([alarm('old')]))[0]?.detail).toContain('After the switch');
  });
});
