import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fill, speak } from '../../../src/core/model/t';
import { STORED_WITH_VALUES, sayStored } from '../../../src/core/report/sayStored';
import { saidTexts } from '../../l10n/saidTexts';

const stored = [
  ...new Set(
    saidTexts(join(import.meta.dirname, '..', '..', '..'))
      .filter(({ by }) => by !== 't')
      .map(({ text = '' }) => text),
  ),
];

afterEach(() => {
  speak({});
});

describe('sayStored', () => {
  it('says every text that is kept in English, with its values', () => {
    speak(Object.fromEntries(stored.map((text) => [text, `⟦${text}⟧`])));
    expect(stored.length).toBeGreaterThan(80);
    for (const text of stored) {
      const values = ['one', 'two', 'three'];
      expect(sayStored(fill(text, values))).toBe(fill(`⟦${text}⟧`, values));
    }
    expect(stored.filter((text) => text.includes('{')).sort()).toEqual([...STORED_WITH_VALUES].sort());
  });

  it('says several behind one another, and one within another', () => {
    speak({
      'a {0} in the source, a {1} in the target': '원본은 {0}, 대상은 {1}',
      'it has no expiry in the source, but one in the target': '대상에만 만료가 있음',
      'it was not repaired: {0}': '복구 안 됨: {0}',
      'the source holds {0} {1}, the target {2}': '{1}: {0}, {2}',
      'only the target holds it': '대상에만 있음',
      'the target refused it: {0}': '대상이 거부함: {0}',
      constructor: 'never',
    });
    const kept =
      'a set in the source, a hash in the target; it has no expiry in the source, but one in the target; it was not repaired: the target refused it: OOM; too much';
    expect(sayStored(kept)).toBe(
      '원본은 set, 대상은 hash; 대상에만 만료가 있음; 복구 안 됨: 대상이 거부함: OOM; too much',
    );
    expect(sayStored('the source holds 1 fields, the target 2; only the target holds it')).toBe(
      'fields: 1, 2; 대상에만 있음',
    );
    expect(sayStored('ERR toString is not a function')).toBe('ERR toString is not a function');
    expect(sayStored('toString')).toBe('toString');
  });

  it('says it as it is kept, in English', () => {
    for (const text of stored) expect(sayStored(text)).toBe(text);
  });
});
