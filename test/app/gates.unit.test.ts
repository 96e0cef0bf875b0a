import { describe, expect, it } from 'vitest';
import type { GateFacts } from '../../src/app/desk/gateFacts';
import { gatesOf } from '../../src/app/panel/wizard/gates';
import type { WizardState } from '../../src/app/panel/wizard/wizardState';
import type { VerifyResult } from '../../src/core/model/verification';
import type { Gate } from '../../src/bridge/wizardView';
import { QUIET } from './quietGates';
import { endpoint, verified } from './samples';

function stateOf(change: Partial<WizardState>): WizardState {
  const state = {
    migration: { proof: null, choice: { onConflict: 'replace' } },
    history: { events: [] },
    source: endpoint('a'),
    target: endpoint('b'),
    verification: { kind: 'finished', result: verified() },
    gates: { busy: false, facts: QUIET, problem: null },
    ...change,
  };
  return state as unknown as WizardState;
}

function gates(
  source: Partial<GateFacts['source']> = {},
  target: Partial<GateFacts['target']> = {},
): Readonly<Record<string, Gate>> {
  const facts = { ...QUIET, source: { ...QUIET.source, ...source }, target: { ...QUIET.target, ...target } };
  const state = stateOf({ gates: { busy: false, facts, problem: null } });
  return Object.fromEntries(gatesOf(state).map((gate) => [gate.title, gate]));
}

describe('the gates of the switch', () => {
  it('pass when nobody else is there, however many connections are ours', () => {
    const stands = Object.entries(gates()).map(([title, { state }]) => `${title}: ${state}`);
    expect(stands).toEqual([
      'Both ends hold the same: passed',
      'Nothing writes to the source: passed',
      'Clients have left the source: passed',
      'The target has room: passed',
      "The target's replicas are in step: passed",
      'Alarms watch the target: open',
    ]);
  });

  it('prove nothing where nothing was compared', () => {
    const result = verified({ keys: { ...verified().keys, compared: 0, equal: 0 } });
    const [gate] = gatesOf(stateOf({ verification: { kind: 'finished', result } }));
    expect(gate).toMatchObject({
      state: 'warned',
      detail: expect.stringMatching(/^Nothing was compared/) as string,
    });
  });

  it('say when it was proven, and that both ends hold other numbers of keys since', () => {
    const of = (source: number, target: number): Gate | undefined =>
      gates({ keys: source }, { keys: target })['Both ends hold the same'];
    expect(of(100, 100)).toMatchObject({ state: 'passed', detail: 'Verified in full.' });
    expect(of(100, 99)).toMatchObject({ state: 'warned' });
    expect(of(150_051, 0)).toMatchObject({
      state: 'failed',
      detail: 'Verified in full. But now a holds 150,051 keys, and b 0.',
    });
    const facts = { ...QUIET, target: { ...QUIET.target, keys: 1 } };
    const chosen = {
      proof: { at: Date.UTC(2026, 10, 3, 12) },
      choice: { onConflict: 'replace', match: 'a*' },
    };
    const state = stateOf({
      migration: chosen as unknown as WizardState['migration'],
      gates: { busy: false, facts, problem: null },
    });
    expect(gatesOf(state)[0]).toMatchObject({
      state: 'passed',
      detail: expect.stringMatching(
        /^Verified in full, .*12.*, as far as the copy chooses keys\.$/,
      ) as string,
    });
  });

  it('count the connections of others, and name their libraries and none of ours', () => {
    const others = { count: 2, libraries: ['redis-py 5.0.1'] };
    expect(gates({ others })['Clients have left the source']).toMatchObject({
      state: 'warned',
      detail: '2 connections of others to a. Libraries: redis-py 5.0.1.',
    });
    expect(gates({ others: { count: 1, libraries: null } })['Clients have left the source']).toMatchObject({
      state: 'warned',
      detail: '1 connection of others to a.',
    });
  });

  it('tell who is still there, one by one, and how many more', () => {
    const group = { name: 'orders-app', host: '10.0.3.7', port: null, connections: 12, user: 'orders' };
    const groups = [
      { ...group, age: 7_200, idle: 0, command: 'client|list' },
      {
        ...group,
        name: '',
        host: '[::1]',
        port: 5,
        connections: 1,
        user: null,
        age: 3,
        idle: 3,
        command: null,
      },
    ];
    const who = { connections: 40, groups, unlisted: 27 };
    const others = { count: 40, libraries: ['a 1', 'b 1', 'c 1', 'd 1', 'e 1', 'f 1', 'g 1'] };
    const gate = gates({ others, who })['Clients have left the source'];
    expect(gate?.detail).toBe(
      '40 connections of others to a. Libraries: a 1, b 1, c 1, d 1, e 1 and 2 more.',
    );
    expect(gate?.list).toEqual({
      title: 'Who is connected',
      columns: ['Client', 'Address', 'Connections', 'User', 'Last command', 'Idle', 'Connected for'],
      rows: [
        ['orders-app', '10.0.3.7', '12', 'orders', 'CLIENT LIST', '0.0 s', '2 h'],
        ['without a name', '[::1]:5', '1', 'not told', 'none', '3.0 s', '3.0 s'],
      ],
      more: '… and 27 connections more.',
    });
  });

  it('name five of the commands that change keys, and count the others', () => {
    const writes = ['set', 'get', 'del', 'incr', 'hset', 'zadd', 'xadd'].map(
      (name) => [name, 1_200] as const,
    );
    expect(gates({ writes })['Nothing writes to the source']?.detail).toBe(
      'Commands that change keys, in 3.0 s: SET 1,200×, GET 1,200×, DEL 1,200×, INCR 1,200×, HSET 1,200× and 2 more.',
    );
  });

  it('say what to do next, each that does not pass, and no other', () => {
    const bad = { others: { count: 1, libraries: null }, writes: [['set', 1]] as const };
    const full = { used: 99, replicas: { count: 1, lagSeconds: 9 } };
    const result = (change: Partial<VerifyResult>): Partial<WizardState> => ({
      verification: { kind: 'finished', result: verified(change) },
    });
    const facts = (change: Partial<GateFacts>): Partial<WizardState> => ({
      gates: { busy: false, facts: { ...QUIET, ...change }, problem: null },
    });
    const { source, target } = QUIET;
    const alarm = { name: 'cpu', state: 'ok', metrics: [], nodes: [], tells: true } as const;
    const cache = { id: 'orders', serverless: false, nodes: [], replicas: false };
    const alarms = (change: object): GateFacts['alarms'] => {
      const seen = {
        kind: 'seen',
        scope: { profile: null, region: 'x' },
        cache,
        alarms: [{ ...alarm, ...change }],
      } as const;
      return { source: seen, target: seen };
    };
    const states: Partial<WizardState>[] = [
      {},
      { verification: { kind: 'none' }, gates: { busy: false, facts: null, problem: null } },
      { gates: { busy: true, facts: null, problem: null } },
      result({ differencesTotal: 480 }),
      result({ mode: 'quick' }),
      result({ status: 'cancelled' }),
      facts({ source: { ...source, ...bad }, target: { ...target, ...full } }),
      facts({ source: { ...source, clients: null, writes: null }, target: { ...target, replicas: null } }),
      facts({ source: { ...source, others: null }, target: { ...target, evicted: 3 } }),
      facts({ target: { ...target, limit: 0, evicted: 3 } }),
      ...[{}, { state: 'alarm' }, { state: 'blind' }, { tells: false }].map((change) =>
        facts({ alarms: alarms(change) }),
      ),
      facts({
        alarms: {
          source: { kind: 'unlisted', asked: [] },
          target: { kind: 'unknown', why: 'no', next: 'Ask for a policy.' },
        },
      }),
      facts({
        alarms: {
          source: QUIET.alarms.source,
          target: { kind: 'seen', scope: { profile: null, region: 'x' }, cache, alarms: [] },
        },
      }),
    ];
    const stands = new Set<string>();
    for (const change of states) {
      for (const gate of gatesOf(stateOf(change))) {
        stands.add(`${gate.title}: ${gate.state}`);
        const open = gate.state !== 'passed' && gate.state !== 'busy';
        expect(gate.next !== undefined && gate.next !== '', JSON.stringify(gate)).toBe(open);
      }
    }
    for (const title of ['Both ends hold the same', 'The target has room', 'Alarms watch the target']) {
      expect([...stands].filter((one) => one.startsWith(title)).length).toBeGreaterThan(2);
    }
  });

  it('say so where it is not told who is connected', () => {
    const unlisted = gates({ others: null })['Clients have left the source'];
    expect(unlisted).toMatchObject({
      state: 'warned',
      detail: expect.stringContaining('CLIENT LIST') as string,
    });
    expect(gates({ clients: null })['Clients have left the source']?.state).toBe('warned');
  });

  it('do not pass while a replica of the target is behind', () => {
    const title = "The target's replicas are in step";
    expect(gates({}, { replicas: { count: 2, lagSeconds: 9 } })[title]).toMatchObject({
      state: 'failed',
      detail: '9 s behind at most, of 2 replicas.',
    });
    expect(gates({}, { replicas: { count: 0, lagSeconds: null } })[title]?.state).toBe('passed');
    expect(gates({}, { replicas: null })[title]?.state).toBe('warned');
  });

  it('ask nobody for the alarms of what is no cache', () => {
    expect(gates()['Alarms watch the target']).toMatchObject({
      state: 'open',
      detail: expect.stringContaining('not known as a cache') as string,
    });
    expect(Object.keys(gates())).not.toContain('Alarms of the source are quiet');
  });
});
