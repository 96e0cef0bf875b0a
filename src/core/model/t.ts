/** The texts of another language, by the English one that they stand for. */
export type Words = Readonly<Record<string, string>>;

// The lazily loaded bundles carry a copy of this module each; the language is one for all of them.
const WORDS = Symbol.for('elasticache-migrator.words');

const everywhere = globalThis as { [WORDS]?: { readonly words: Words; readonly language?: string } };

/**
 * Says a text in the language that `speak` was given, where that has it, and as it stands elsewhere: the command line never
 * gives one, so it speaks English.
 * @param text a literal in English, with `{0}` to `{9}` where the values come in; test/l10n looks for these calls
 */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return fill(words()[text] ?? text, values);
}

const ZERO = 48;

/** A text with its values where they come in. By hand: a redis.conf may have a thousand findings to say at each keystroke. */
export function fill(text: string, values: readonly (string | number)[]): string {
  if (values.length === 0) return text;
  let said = '';
  let from = 0;
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const value = values[text.charCodeAt(at + 1) - ZERO];
    if (value === undefined || text.charAt(at + 2) !== '}') continue;
    said += text.slice(from, at) + String(value);
    from = at + 3;
  }
  return said + text.slice(from);
}

/**
 * Chooses the language of everything that is said from now on, in this thread. A front door does so before all else.
 * @param language its tag: `ko`. Times of the day are written as it writes them; as the machine does, if absent
 */
export function speak(words: Words, language?: string): void {
  everywhere[WORDS] = { words, ...(language === undefined ? {} : { language }) };
}

/** What `speak` was given, to hand it to another thread; empty for English. */
export function words(): Words {
  return everywhere[WORDS]?.words ?? {};
}

/** The tag that `speak` was given. */
export function language(): string | undefined {
  return everywhere[WORDS]?.language;
}
