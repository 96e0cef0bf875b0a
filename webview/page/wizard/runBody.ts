import type { ErrorGroup, RunBody } from '../../../src/bridge/wizardView';
import { make } from '../make';
import { figures, shareBar } from './figures';
import { headline } from './headline';
import { labelledRows } from './labelledRows';
import { rateCurve } from './rateCurve';
import { stepsToDo } from './stepsToDo';

/** Step 4: the run. */
export function runBody(body: RunBody): HTMLElement[] {
  const { share, rows, errors, notes, rates, steps, mood } = body;
  return [
    headline(body.headline, mood, notes),
    ...(body.figures.length === 0 ? [] : [figures(body.figures)]),
    ...(share === null || body.state === 'idle' ? [] : [shareBar(share, 'Keys done')]),
    ...rateCurve(rates),
    ...(rows.length === 0 ? [] : [labelledRows(rows)]),
    ...(errors.length === 0 ? [] : [errorTable(errors)]),
    ...(steps.length === 0 ? [] : [stepsToDo('Steps of this route', steps)]),
  ];
}

function errorTable(errors: readonly ErrorGroup[]): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'errors' },
    make('h2', { id: 'errors' }, 'Not copied, by reason'),
    make(
      'table',
      { 'aria-labelledby': 'errors' },
      make(
        'thead',
        {},
        make('tr', {}, ...['Reason', 'Keys', 'Such as'].map((title) => make('th', { scope: 'col' }, title))),
      ),
      make(
        'tbody',
        {},
        ...errors.map(({ reason, count, examples }) =>
          make(
            'tr',
            {},
            make('th', { scope: 'row' }, reason),
            make('td', { class: 'number' }, count),
            make('td', {}, examples.join(', ')),
          ),
        ),
      ),
    ),
  );
}
