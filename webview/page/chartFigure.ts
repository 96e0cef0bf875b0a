import type { ChartView } from '../../src/bridge/chartView';
import { drawBarChart } from '../charts/barChart';
import { make } from './make';
import { t } from '../../src/core/model/t';

/** A chart with what it comes to before it, and the table that says the same behind it. */
export function chartFigure(view: ChartView): HTMLElement {
  const title = `chart-${view.id}`;
  const canvas = make('canvas', {
    role: 'img',
    'aria-labelledby': title,
    'aria-describedby': `${title}-says`,
  });
  const box = make('div', { class: `chart chart-${view.bars}` }, canvas);
  // By the object model: a style attribute would be refused by the page's security policy.
  box.style.setProperty('--bars', String(view.labels.length * view.series.length));
  drawBarChart(canvas, view);
  return make(
    'figure',
    { class: 'chart-figure', 'aria-labelledby': title },
    make('h3', { id: title }, view.title),
    make('p', { id: `${title}-says` }, view.says),
    ...(view.series.length > 1 ? [legend(view)] : []),
    box,
    make(
      'details',
      { class: 'chart-table' },
      make('summary', {}, t('As a table'), make('span', { class: 'unseen' }, `: ${view.title}`)),
      make(
        'div',
        { class: 'wide', tabindex: '0', role: 'group', 'aria-labelledby': title },
        table(view, title),
      ),
    ),
  );
}

function legend({ series }: ChartView): HTMLElement {
  return make(
    'p',
    { class: 'legend quiet', 'aria-hidden': 'true' },
    ...series.flatMap(({ name }, index) => [
      make('span', { class: `swatch swatch-${String(index + 1)}` }),
      make('span', {}, name),
    ]),
  );
}

function table({ table: { columns, rows } }: ChartView, title: string): HTMLElement {
  return make(
    'table',
    { 'aria-labelledby': title },
    make('thead', {}, make('tr', {}, ...columns.map((column) => make('th', { scope: 'col' }, column)))),
    make(
      'tbody',
      {},
      ...rows.map(([name = '', ...cells]) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, name),
          ...cells.map((cell) => make('td', { class: 'number' }, cell)),
        ),
      ),
    ),
  );
}
