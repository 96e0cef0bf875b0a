import { t } from '../model/t';
import type { ServerFacts } from '../model/serverFacts';
import { counted } from '../report/counted';

/** Which of these commands were called on a server since it started, most called first; none when it does not tell. */
export function calledOf(
  facts: ServerFacts | null,
  names: readonly string[],
): [name: string, calls: number][] {
  const { calls = null } = facts ?? {};
  if (calls === null) return [];
  return names
    .map((name): [string, number] => [name, calls[name] ?? 0])
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
}

/** `INFO commandstats of the source since it started: MGET (12 calls), MSET (1 call)` */
export function callWords(called: readonly (readonly [name: string, calls: number])[]): string {
  const words = called
    .slice(0, 8)
    .map(([name, calls]) => `${name.replace('|', ' ').toUpperCase()} (${counted(calls, 'call')})`);
  const rest = called.length - words.length;
  return rest === 0
    ? t('INFO commandstats of the source since it started: {0}', words.join(', '))
    : t('INFO commandstats of the source since it started: {0}, and {1} more', words.join(', '), rest);
}
