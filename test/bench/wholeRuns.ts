import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judge } from './musts';
import type { Results } from './musts';

const HEADING = '## The last whole runs';
const KEPT = 5;

/**
 * The last whole runs as a section of the page, newest first: those of the page as it is, and this one before them if it
 * ran to its end. One run may be lucky; several in a row are not.
 */
export function wholeRuns(page: string, results: Results, at: string): string {
  const verdicts = judge(results);
  const whole = verdicts.every(({ verdict }) => verdict !== 'not run');
  const row = [new Date().toISOString().slice(0, 10), at, ...verdicts.map(({ figure }) => first(figure))];
  const rows = [...(whole ? [line(row)] : []), ...rowsOf(page)].slice(0, KEPT);
  const head = ['day', 'commit', ...verdicts.map(({ must }) => must)];
  return `${HEADING}\n\n${line(head)}${line(head.map(() => '---'))}${rows.join('')}`;
}

/** The page as it was written last; empty where there is none. */
export function lastPage(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function rowsOf(page: string): string[] {
  const section = page.split(`${HEADING}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((text) => /^\| \d{4}-/.test(text));
  return rows.map((text) => `${text}\n`);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Without what an aim says of its distance. */
function first(figure: string): string {
  return figure.split(',')[0] ?? figure;
}

/** What the checkout stands at, `-dirty` when it was changed. */
export function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
