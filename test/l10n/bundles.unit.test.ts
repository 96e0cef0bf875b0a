import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesOf, saidIn, saidTexts } from './saidTexts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
const said = saidTexts(root);

describe('what is said to the user', () => {
  it('is found where it is said', () => {
    const source = "t('One {0}', x); t(`Two`); t('Three', ...all); t(name); other.t('No');";
    expect(saidIn('a.ts', source).map(({ text, values }) => [text, values])).toEqual([
      ['One {0}', 1],
      ['Two', 0],
      ['Three', undefined],
      [undefined, 0],
    ]);
    expect(said.length).toBeGreaterThan(0);
  });

  it('stands there as a literal, with a value for each place', () => {
    for (const { place, text, values } of said) {
      expect(text, `${place} says what nobody can translate: a literal is needed`).toBeDefined();
      const places = placesOf(text ?? '');
      expect(places, place).toEqual(places.map((_each, index) => `{${String(index)}}`));
      expect(places.length, place).toBeLessThanOrEqual(10);
      if (values !== undefined) expect(values, place).toBe(places.length);
    }
  });
});

describe('in Korean', () => {
  const korean = read('l10n/bundle.l10n.ko.json');
  const english = new Set(said.flatMap(({ text }) => (text === undefined ? [] : [text])));

  it('everything has its words, and no words are left over', () => {
    const missing = [...english].filter((text) => korean[text] === undefined);
    expect(missing, 'add their Korean words to l10n/bundle.l10n.ko.json').toEqual([]);
    expect(Object.keys(korean).filter((text) => !english.has(text))).toEqual([]);
  });

  it('every text has the places of the English one, and its icons', () => {
    for (const [text, words] of Object.entries(korean)) {
      expect(placesOf(words), text).toEqual(placesOf(text));
      expect(words.match(/\$\([\w~-]+\)/g), text).toEqual(text.match(/\$\([\w~-]+\)/g));
      expect(words.trim(), text).not.toBe('');
    }
  });

  it('the manifest has all its words, with the same commands behind its links', () => {
    const [ours, theirs] = [read('package.nls.json'), read('package.nls.ko.json')];
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
    const marks = (text = ''): string[] =>
      (text.match(/\(command:[\w.]+\)|`[^`]+`|\$\([\w~-]+\)/g) ?? []).sort();
    for (const [key, text] of Object.entries(ours)) {
      expect(marks(theirs[key]), key).toEqual(marks(text));
    }
  });
});
