import { expect, it } from 'vitest';
import { RULES } from '../../../src/core/rules/registry';
import { ALWAYS } from './cases/every';
import { BY_CLAIM, MADE_UP, ON_SERVERS, provenBy } from './provenBy';

it('every rule is proved on servers, or it is said why not; and nothing is named that is no rule', () => {
  const named = [...Object.values(ON_SERVERS).flat(), ...Object.keys(MADE_UP), ...ALWAYS];
  expect([...new Set(named)].sort()).toEqual(RULES.map(({ id }) => id).sort());
  for (const rule of [...Object.keys(MADE_UP), ...ALWAYS]) {
    expect(Object.values(ON_SERVERS).flat()).not.toContain(rule);
  }
  for (const rule of BY_CLAIM) expect(Object.values(ON_SERVERS).flat()).toContain(rule);
  expect(() => provenBy('no.rule')).toThrow('no.rule');
});

it('what is made up is the exception', () => {
  expect(Object.keys(MADE_UP).length).toBeLessThanOrEqual(4);
});
