import type { DatabaseMapping } from '../../core/plan/pairDatabases';
import { t } from '../../core/model/t';

/** Numbers, and what stands in front of the keys in the target: neither comma nor braces, which decide about slots. */
const PAIR = /^\s*(\d{1,9})(?::(\d{1,9})(?:\/([^,{}]+))?)?\s*$/;

/** What is wrong with `0,2`, `0:0,1:2` or `0:0,1:0/app1:`, as a sentence goes on after it; undefined when nothing is. */
export function databasesProblem(written: string): string | undefined {
  if (written.split(',').some((pair) => !PAIR.test(pair))) {
    return t('is not like 0,2 or 0:0,1:2 or 0:0,1:0/app1:');
  }
  const pairs = readDatabases(written);
  const twice = (places: readonly string[]): boolean => new Set(places).size < places.length;
  if (twice(pairs.map(({ source }) => String(source)))) return t('names a database of the source twice');
  // Prefixes keep the keys of several databases apart; whether they do is for the copy to see.
  if (twice(pairs.map(({ target, prefix = '' }) => `${String(target)}/${prefix}`))) {
    return t('names a database of the target twice');
  }
  return undefined;
}

/** Which databases go where. The text must have no problem; see databasesProblem. */
export function readDatabases(written: string): DatabaseMapping[] {
  return written.split(',').map((pair) => {
    const [, source, target = source, prefix] = PAIR.exec(pair) ?? [];
    const numbers = { source: Number(source), target: Number(target) };
    return prefix === undefined ? numbers : { ...numbers, prefix: prefix.trimEnd() };
  });
}

/** As one would write it. */
export function databasesText(databases: readonly DatabaseMapping[]): string {
  return databases
    .map(({ source, target, prefix }) => {
      if (prefix !== undefined) return `${String(source)}:${String(target)}/${prefix}`;
      return source === target ? String(source) : `${String(source)}:${String(target)}`;
    })
    .join(',');
}
