import { describe, expect, it } from 'vitest';
import type { GateFacts } from '../../src/app/desk/gateFacts';
import type { HistoryEvent } from '../../src/app/panel/wizard/history';
import { migrationReport } from '../../src/app/panel/wizard/migrationReport';
import type { WizardState } from '../../src/app/panel/wizard/wizardState';
import { judgePair } from '../core/judgePair';
import { profileOf } from '../core/profileOf';
import { QUIET } from './quietGates';
import { endpoint, finished, verified } from './samples';

const AT = Date.UTC(2026, 10, 3, 14, 0);
const MINUTE = 60_000;

const report = judgePair(
  profileOf({ version: '7.0.15', rdbVersion: 10, holds: { 0: 50_000 } }),
  profileOf({ runId: 'other', product: 'valkey', version: '8.1.1', rdbVersion: 11 }),
  { counts: new Map(), keys: 0, complete: true },
);

const FACTS: GateFacts = { ...QUIET, at: AT - MINUTE };

const compared = (differences: number, repaired = 0): NonNullable<HistoryEvent['compared']> => ({
  mode: 'full',
  keys: 50_000,
  differences,
  repaired,
});

function event(change: Partial<HistoryEvent>, begun: number): HistoryEvent {
  return {
    kind: 'verification',
    runId: null,
    begunAt: AT - begun * MINUTE,
    endedAt: AT - (begun - 1) * MINUTE,
    status: 'incomplete',
    keys: null,
    compared: compared(0),
    ...change,
  };
}

function state(change: Partial<WizardState> = {}): WizardState {
  const rehearsal = { ...finished({ dryRun: true, sample: 10_000, seconds: 2 }), id: 'run-0' };
  const keys = { scanned: 10_000, copied: 10_000, skipped: 0, expired: 0, quarantined: 0 };
  return {
    migration: {
      version: 1,
      id: 'm',
      sourceId: 'id-a',
      targetId: 'id-b',
      step: 'cutOver',
      route: 'copy',
      choice: { onConflict: 'replace' },
      runId: 'run-1',
      rehearsalId: 'run-0',
      proof: { at: AT - 2 * MINUTE, mode: 'full', equal: true, differences: 0 },
      createdAt: 0,
      changedAt: 0,
    },
    wayBack: null,
    source: endpoint('a'),
    target: endpoint('b'),
    profiles: { source: undefined, target: undefined },
    failures: { source: undefined, target: undefined },
    check: { busy: false, problem: null, done: { report, view: {} as never } },
    run: finished(),
    rates: [],
    latencies: [],
    detail: null,
    rehearsal: { ...rehearsal, result: { ...rehearsal.result, keys } },
    verification: { kind: 'finished', result: verified() },
    history: {
      earlier: 0,
      events: [
        event({ kind: 'rehearsal', runId: 'run-0', keys, compared: null, status: 'done' }, 90),
        event(
          { kind: 'copy', runId: 'run-1', keys: { ...keys, quarantined: 3 }, compared: compared(598) },
          80,
        ),
        event({ compared: compared(3_909) }, 70),
        event({ kind: 'repair', compared: compared(480, 3_429) }, 60),
        event({ status: 'failed', compared: null }, 50),
        event({ status: 'done', compared: { ...compared(0), deleted: 480 } }, 40),
      ],
    },
    gates: { busy: false, facts: FACTS, problem: null },
    hideKeyNames: false,
    ...change,
  };
}

describe('the report of a migration', () => {
  it('tells what was done in order, with when and what came of it', () => {
    const rows = migrationReport(state(), 'markdown', AT)
      .split('\n')
      .filter((line) => /^\| .*2026-11-03T.*Z \| /.test(line));
    expect(rows).toEqual([
      '| Rehearsal | 2026-11-03T12:30:00.000Z | 2026-11-03T12:31:00.000Z | 10,000 keys read, nothing written |',
      '| Copy | 2026-11-03T12:40:00.000Z | 2026-11-03T12:41:00.000Z | 10,000 keys copied, 3 keys could not be copied, 50,000 keys compared, 598 differences |',
      '| Verification in full | 2026-11-03T12:50:00.000Z | 2026-11-03T12:51:00.000Z | 50,000 keys compared, 3,909 differences |',
      '| Repair | 2026-11-03T13:00:00.000Z | 2026-11-03T13:01:00.000Z | 50,000 keys compared, 3,429 differences mended by copying again, 480 differences |',
      '| Verification | 2026-11-03T13:10:00.000Z | 2026-11-03T13:11:00.000Z | failed |',
      '| Verification in full | 2026-11-03T13:20:00.000Z | 2026-11-03T13:21:00.000Z | 50,000 keys compared, 480 keys deleted from the target, 0 differences |',
    ]);
    const { history, verifiedAt } = JSON.parse(migrationReport(state(), 'json', AT)) as {
      readonly history: { readonly events: readonly object[] };
      readonly verifiedAt: string;
    };
    expect(history.events[3]).toEqual({
      kind: 'repair',
      runId: null,
      begunAt: '2026-11-03T13:00:00.000Z',
      endedAt: '2026-11-03T13:01:00.000Z',
      status: 'incomplete',
      keys: null,
      compared: compared(480, 3_429),
    });
    expect(verifiedAt).toBe('2026-11-03T13:21:00.000Z');
  });

  it('says of when the gates and the last verification are, and how many events are not kept', () => {
    const text = migrationReport(state(), 'markdown', AT);
    expect(text).toContain('## Gates\n\nBoth ends were looked at 2026-11-03T13:59:00.000Z.');
    expect(text).toContain('## Verification\n\nIt ended 2026-11-03T13:21:00.000Z.');
    const none = state({
      gates: { busy: false, facts: null, problem: null },
      history: { ...state().history, earlier: 7 },
    });
    const early = migrationReport(none, 'markdown', AT);
    expect(early).toContain('Neither end was looked at for them.');
    expect(early).toContain('7 earlier ones are not kept.');
  });

  it('names who is connected to the source, and what to do about a gate', () => {
    const group = { name: 'orders|app', host: '10.0.3.7', port: null, connections: 2, user: 'orders' };
    const who = { connections: 9, groups: [{ ...group, age: 60, idle: 1, command: 'get' }], unlisted: 7 };
    const source = { ...FACTS.source, others: { count: 9, libraries: null }, who };
    const text = migrationReport(
      state({ gates: { busy: false, facts: { ...FACTS, source }, problem: null } }),
      'markdown',
      AT,
    );
    expect(text).toContain('### Who is connected\n\n| Client | Address |');
    expect(text).toContain(
      '\n| orders\\|app | 10.0.3.7 | 2 | orders | GET | 1.0 s | 60 s |\n\n… and 7 connections more.',
    );
    expect(text).toContain('9 connections of others to a. Give these clients the address of the target');
  });

  it('holds the rehearsal of the page, by which the plan goes then', () => {
    const text = migrationReport(state(), 'markdown', AT);
    expect(text).toContain('## Rehearsal\n\nRehearsed with 10,000 keys: 5 k keys/s were read');
    expect(text).not.toContain('a rehearsal');
    expect(text).toContain('Times: measured by reading 10,000 keys of the source in 2.0 s');
    const { rehearsal } = JSON.parse(migrationReport(state(), 'json', AT)) as { rehearsal: object };
    expect(rehearsal).toEqual({
      startedAt: '2026-11-03T12:30:00.000Z',
      keys: 10_000,
      seconds: 2,
      keysPerSecond: 5_000,
    });
    const without = migrationReport(state({ rehearsal: undefined }), 'markdown', AT);
    expect(without).toMatch(/Times: assumed.*a rehearsal \\\(check/);
    expect(without).not.toContain('## Rehearsal');
  });
});
