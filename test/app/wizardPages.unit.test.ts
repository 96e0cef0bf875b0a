import { describe, expect, it } from 'vitest';
import type { KeptMigration } from '../../src/app/desk/migrations';
import { NO_HISTORY } from '../../src/app/panel/wizard/history';
import { runPage } from '../../src/app/panel/wizard/runPage';
import { stepRows } from '../../src/app/panel/wizard/stepRows';
import { verifyPage } from '../../src/app/panel/wizard/verifyPage';
import type { Verification, WizardState } from '../../src/app/panel/wizard/wizardState';
import type { DifferenceKind, VerifyResult } from '../../src/core/model/verification';
import { endpoint, finished, verified } from './samples';

const migration: KeptMigration = {
  version: 1,
  id: 'm',
  sourceId: 'a',
  targetId: 'b',
  step: 'verify',
  route: 'copy',
  choice: { onConflict: 'replace' },
  runId: null,
  rehearsalId: null,
  proof: null,
  createdAt: 0,
  changedAt: 0,
};

const state = (more: Partial<WizardState>): WizardState => ({
  migration,
  wayBack: null,
  source: endpoint('a'),
  target: endpoint('b'),
  profiles: { source: undefined, target: undefined },
  failures: { source: undefined, target: undefined },
  check: { busy: false, problem: null, done: null },
  run: undefined,
  rates: [],
  latencies: [],
  detail: null,
  rehearsal: undefined,
  verification: { kind: 'none' },
  history: NO_HISTORY,
  gates: { busy: false, facts: null, problem: null },
  hideKeyNames: false,
  ...more,
});

describe('the page of a verification', () => {
  const shown = (result: VerifyResult) => {
    const verification: Verification = { kind: 'finished', result };
    const { body, actions } = verifyPage(state({ verification }));
    const primary = actions.filter(({ rank }) => rank === 'primary').map(({ label }) => label);
    return { notes: body.notes.join(' '), labels: actions.map(({ label }) => label), primary };
  };
  const keys = verified().keys;

  it('offers to delete what only the target holds where nothing else differs, and tells of what was deleted', () => {
    const extra = verified({ status: 'incomplete', differencesTotal: 3, keys: { ...keys, extra: 3 } });
    const { notes, labels, primary } = shown(extra);
    expect(labels).not.toContain('Repair…');
    expect(primary).toEqual(['Delete Extra Keys…']);
    expect(notes).toMatch(/3 keys only in the target: .* They stay, unless you have them deleted\./);
    const gone = verified({ keys: { ...keys, deleted: 3 } });
    expect(shown(gone).notes).toMatch(/Deleted, since only the target held them: 3 keys\./);
  });

  it('repairs only what is missing where the copy leaves what the target held, and says so', () => {
    const choice = { onConflict: 'skip' } as const;
    const differences = [{ key: btoa('held'), db: 0, kinds: ['value' as const], detail: 'another value' }];
    const verification: Verification = {
      kind: 'finished',
      result: verified({ status: 'incomplete', differencesTotal: 1, differences }),
    };
    const kept = state({ verification });
    const { body, actions } = verifyPage({ ...kept, migration: { ...kept.migration, choice } });
    expect(actions.map(({ label }) => label)).not.toContain('Repair…');
    expect(body.notes.join(' ')).toMatch(/stay as they are, as chosen in step 3, and count as differences/);
  });

  it('offers no deletion after a sample, or a look that was stopped', () => {
    const some = { differencesTotal: 3, keys: { ...keys, extra: 3 } };
    const sample = shown(verified({ status: 'incomplete', mode: 'sample', ...some }));
    expect(sample.primary).toEqual(['Verify Again']);
    expect(sample.notes).toMatch(/It deletes nothing: 3 keys only in the target would stay\./);
    expect(shown(verified({ status: 'cancelled', ...some })).labels).not.toContain('Delete Extra Keys…');
  });

  it('offers it where anything else differs as well', () => {
    const both = verified({ status: 'incomplete', differencesTotal: 4, keys: { ...keys, extra: 3 } });
    expect(shown(both).primary).toEqual(['Repair…']);
    expect(shown(verified({ status: 'incomplete', differencesTotal: 1 })).notes).not.toMatch(
      /deletes nothing/,
    );
  });
});

describe('differences by kind', () => {
  const difference = (kinds: readonly DifferenceKind[], index: number) => ({
    key: btoa(`key:${String(index)}`),
    db: 0,
    kinds,
    detail: 'another one',
  });
  const shown = (change: Partial<VerifyResult>, hideKeyNames = false) => {
    const verification: Verification = {
      kind: 'finished',
      result: verified({ status: 'incomplete', ...change }),
    };
    const { body } = verifyPage(state({ verification, hideKeyNames }));
    return { groups: body.groups, notes: body.notes.join(' ') };
  };
  const extra = Array.from({ length: 480 }, (_, index) => difference(['extra'], index));

  it('say how many are shown, and where the others are named', () => {
    const { groups, notes } = shown({ differences: extra, differencesTotal: 480 });
    expect(groups).toMatchObject([
      {
        count: '480',
        keys: { length: 50 },
        more: 'The first 50 are shown. Save Report as JSON… in step 6 names 480.',
      },
    ]);
    expect(notes).not.toMatch(/several ways|command line/);
    expect(shown({ differences: extra.slice(0, 50), differencesTotal: 50 }).groups[0]?.more).toBeNull();
    expect(shown({ differences: extra, differencesTotal: 480 }, true).groups[0]?.more).toBeNull();
  });

  it('say what is not among them, since it is not listed', () => {
    const { groups, notes } = shown({ differences: extra, differencesTotal: 3_909 });
    expect(groups[0]?.count).toBe('at least 480');
    expect(notes).toContain('Of 3,909 differences the first 480 are listed by kind.');
  });

  it('say why they come to more than there are', () => {
    const differences = [difference(['value', 'expiry'], 1), difference(['value'], 2)];
    expect(shown({ differences, differencesTotal: 2 }).notes).toContain(
      'stands under each of them, and counts once in 2 differences.',
    );
  });
});

describe('the page of a run', () => {
  it('is no success where there was nothing to copy', () => {
    const none = { scanned: 0, copied: 0, skipped: 0, expired: 0, quarantined: 0 };
    const { body } = runPage(state({ run: finished({ keys: none }) }));
    expect(body.mood).toBe('warned');
    expect(body.notes[0]).toMatch(/^There was nothing to copy/);
    expect(runPage(state({ run: finished() })).body.mood).toBe('ready');
  });

  it('has a step that is done with losses where every key arrived, and is incomplete else', () => {
    const losses = [{ kind: 'hash-field-ttl', count: 5 }] as const;
    const note = (change: Parameters<typeof finished>[0]): string | undefined =>
      stepRows(state({ run: finished({ status: 'incomplete', ...change }) })).find(
        ({ step }) => step === 'run',
      )?.note;
    expect(note({ losses })).toBe('with losses');
    expect(note({})).toBe('incomplete');
  });
});
