import { afterAll, expect, it } from 'vitest';
import type { WizardState } from '../../src/app/panel/wizard/wizardState';
import type { Failure } from '../../src/core/model/failure';
import { speak } from '../../src/core/model/t';
import { PSEUDO_WORDS, outsideOf } from '../l10n/pseudoWords';
import { endpoint } from './samples';

// Tables are said when their module is loaded.
speak(PSEUDO_WORDS);
const { migrationReport } = await import('../../src/app/panel/wizard/migrationReport');
const { planOf } = await import('../../src/app/desk/planOf');

afterAll(() => {
  speak({});
});

it('the report of a migration that has not begun is said in the language of the window', () => {
  const state = {
    migration: { proof: null, route: null, choice: {} },
    check: { done: null },
    verification: { kind: 'none' },
    history: { events: [], earlier: 1 },
    gates: { busy: false, facts: null, problem: null },
  };
  const report = migrationReport(state as unknown as WizardState, 'markdown', 0);
  expect(report).toContain('⟦Gates⟧');
  expect(outsideOf(report)).not.toMatch(/\p{L}/u);
});

it('so is why a copy cannot be prepared', () => {
  const prepare = (): unknown =>
    planOf(endpoint('a', { database: 1 }), endpoint('b'), { databases: '0' } as never);
  expect(prepare).toThrow(
    expect.objectContaining<Partial<Failure>>({
      what: '⟦Could not prepare the copy⟧',
      why: expect.stringMatching(/^⟦[^⟦⟧]+⟧$/) as string,
      next: expect.stringMatching(/^⟦[^⟦⟧]+⟧$/) as string,
    }),
  );
});
