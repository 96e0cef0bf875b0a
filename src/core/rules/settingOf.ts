import type { ServerFacts } from '../model/serverFacts';

/** A setting by the first of its names that the server knows; null when it is not known. */
export function settingOf(facts: ServerFacts | null, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = facts?.settings?.[name];
    if (value !== undefined) return value;
  }
  return null;
}

/** The same as a number; null when it is not one, so that nothing is judged by it. */
export function numberOf(facts: ServerFacts | null, ...names: readonly string[]): number | null {
  const text = settingOf(facts, ...names);
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}
