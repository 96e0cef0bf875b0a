import type { CheckView } from '../../src/bridge/checkView';
import { chartFigure } from './chartFigure';
import { make } from './make';
import { t } from '../../src/core/model/t';

/** What the source holds, as pictures. */
export function keyCharts({ note, charts }: CheckView['keys']): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'keys' },
    make('h2', { id: 'keys' }, t('What the source holds')),
    make('p', { class: 'quiet' }, note),
    make('div', { class: 'charts' }, ...charts.map(chartFigure)),
  );
}
