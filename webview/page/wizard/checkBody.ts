import type { CheckBody } from '../../../src/bridge/wizardView';
import { checkContent } from '../checkContent';
import { make } from '../make';
import type { PageDesk } from '../pageDesk';
import { problemNote } from '../problemNote';
import { t } from '../../../src/core/model/t';
import { checkedText } from './checkedText';
import { skeleton } from '../skeleton';

/** Step 2: what a move would meet, as the check page shows it. @param changes since the check before; null without one */
export function checkBody(
  { busy, pair, view, problem }: CheckBody,
  changes: string | null,
  desk: PageDesk,
): HTMLElement[] {
  const status = busy
    ? t('Looking at both ends…')
    : view === null
      ? ''
      : `${checkedText(view.checkedAt)} ${t('Nothing was written to either end.')}`;
  const found = view === null || pair === null ? null : checkContent(view, pair, changes, desk);
  return [
    make('p', { class: 'status quiet' }, status),
    ...(problem === null ? [] : [problemNote(problem)]),
    ...(found ?? (problem === null ? [skeleton()] : [])),
  ];
}
