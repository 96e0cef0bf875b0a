import { describe, expect, it } from 'vitest';
import type { GateFacts } from '../../src/app/desk/gateFacts';
import { gatesOf } from '../../src/app/panel/wizard/gates';
import type { WizardState } from '../../src/app/panel/wizard/wizardState';
import type { Gate } from '../../src/bridge/wizardView';
import { endpoint, verified } from './samples';

const QUIET: GateFacts = {
  at: 0,
  source: { keys: 5, clients: 4, nodes: 1, others: { count: 0, libraries: [] }, writes: [], watched: 3 },
  target: { keys: 5, used: 10, limit: 100, evicted: 0, replicas: { count: 1, lagSeconds: 0 } },
  alarms: { source: { kind: 'not a cache' }, target: { kind: 'not a cache' } },
};

function gates(
  source: Partial<GateFacts['source']> = {},
  target: Partial<GateFacts['target']> = {},
): Readonly<Record<string, Gate>> {
  const facts = { ...QUIET, source: { ...QUIET.source, ...source }, target: { ...QUIET.target, ...target } };
  const state = {
    migration: { proof: null },
    source: endpoint('a'),
    target: endpoint('b'),
    verification: { kind: 'finished', result: verified() },
    gates: { busy: false, facts, problem: null },
  };
  return Object.fromEntries(gatesOf(state as unknown as WizardState).map((gate) => [gate.title, gate]));
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
