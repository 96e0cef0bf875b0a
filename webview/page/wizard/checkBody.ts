import type { CheckBody } from '../../../src/bridge/wizardView';
import { checkContent } from '../checkContent';
import { make } from '../make';
import { problemNote } from '../problemNote';
import { skeleton } from '../skeleton';

/** Step 2: what a move would meet, as the check page shows it. */
export function checkBody({ busy, pair, view, problem }: CheckBody): HTMLElement[] {
  const status = busy
    ? 'Looking at both ends…'
    : view === null
      ? ''
      : `Checked ${new Date(view.checkedAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })}. Nothing was written to either end.`;
  return [
    make('p', { class: 'status quiet' }, status),
    ...(problem === null ? [] : [problemNote(problem)]),
    ...(view === null || pair === null ? (problem === null ? [skeleton()] : []) : checkContent(view, pair)),
  ];
}
