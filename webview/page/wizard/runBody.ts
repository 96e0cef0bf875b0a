import type { ErrorGroup, PartsTable, RunBody } from '../../../src/bridge/wizardView';
import { make } from '../make';
import { figures, shareBar } from './figures';
import { headline } from './headline';
import { labelledRows } from './labelledRows';
import { latencyCurve } from './latencyCurve';
import { rateCurve } from './rateCurve';
import { stepsToDo } from './stepsToDo';
import { t } from '../../../src/core/model/t';

/** Step 4: the run. */
export function runBody(body: RunBody): HTMLElement[] {
  const { share, rows, errors, notes, rates, latencies, parts, steps, mood } = body;
  return [
    headline(body.headline, mood, notes),
    ...(body.figures.length === 0 ? [] : [figures(body.figures)]),
    ...(share === null || body.state === 'idle' ? [] : [shareBar(share, t('Keys done'))]),
    ...(rows.length === 0 ? [] : [labelledRows(rows)]),
    ...(errors.length === 0 ? [] : [errorTable(errors)]),
    ...charts(rateCurve(rates), latencyCurve(latencies)),
    ...(parts === null ? [] : [partsPart(parts)]),
    ...(steps.length === 0 ? [] : [stepsToDo(t('Steps of this route'), steps)]),
  ];
}

function charts(...curves: readonly HTMLElement[][]): HTMLElement[] {
  const drawn = curves.flat();
  return drawn.length === 0 ? [] : [make('div', { class: 'curves' }, ...drawn)];
}

function partsPart({ columns, rows }: PartsTable): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'parts' },
    make('h2', { id: 'parts' }, t('By shard and database')),
    make(
      'div',
      { class: 'wide', tabindex: '0', role: 'group', 'aria-labelledby': 'parts' },
      make(
        'table',
        { class: 'nodes', 'aria-labelledby': 'parts' },
        make('thead', {}, make('tr', {}, ...columns.map((column) => make('th', { scope: 'col' }, column)))),
        make(
          'tbody',
          {},
          ...rows.map(({ name, cells }) =>
            make(
              'tr',
              {},
              make('th', { scope: 'row' }, name),
              ...cells.map((cell) => make('td', { class: 'number' }, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

function errorTable(errors: readonly ErrorGroup[]): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'errors' },
    make('h2', { id: 'errors' }, t('Not copied, by reason')),
    make(
      'table',
      { 'aria-labelledby': 'errors' },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          ...[t('Reason'), t('Keys'), t('Such as')].map((title) => make('th', { scope: 'col' }, title)),
        ),
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
