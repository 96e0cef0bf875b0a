import { afterEach, expect, it } from 'vitest';
import { speak } from '../../../src/core/model/t';
import { RULES } from '../../../src/core/rules/registry';
import { findingsOf } from '../../../src/core/rules/rule';
import { FOREIGN, unsaidOf } from '../../l10n/foreign';
import { CASES } from './cases/every';
import { evidenceOf } from './evidenceOf';

afterEach(() => {
  speak({});
});

it.each(RULES)('$id says everything in the language of the window', (rule) => {
  speak(FOREIGN);
  for (const evidence of CASES[rule.id]?.fires ?? [evidenceOf()]) {
    for (const { message, evidence: known, fix } of findingsOf(rule, evidence)) {
      expect(unsaidOf(message)).toBe('');
      expect(unsaidOf(fix)).toBe('');
      expect(unsaidOf(known).replace('appendfsync everysec', '')).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
    }
  }
});
