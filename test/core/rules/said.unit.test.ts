import { afterEach, expect, it } from 'vitest';
import { speak } from '../../../src/core/model/t';
import { RULES } from '../../../src/core/rules/registry';
import { findingsOf } from '../../../src/core/rules/rule';
import { FOREIGN, unsaidOf } from '../../l10n/foreign';
import { CASES } from './cases/every';

afterEach(() => {
  speak({});
});

/** Rules whose texts are still to be translated. */
const ENGLISH = /^(route|online|seed|snapshot)\./;

it.each(RULES.filter(({ id }) => !ENGLISH.test(id)))(
  '$id says everything in the language of the window',
  (rule) => {
    speak(FOREIGN);
    for (const evidence of CASES[rule.id]?.fires ?? []) {
      for (const { message, evidence: known, fix } of findingsOf(rule, evidence)) {
        expect(unsaidOf(message)).toBe('');
        expect(unsaidOf(fix)).toBe('');
        expect(unsaidOf(known).replace('appendfsync everysec', '')).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
      }
    }
  },
);
