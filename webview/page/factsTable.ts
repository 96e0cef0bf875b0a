import type { CheckView, FactRow } from '../../src/bridge/checkView';
import type { EndpointPair } from '../../src/bridge/endpointPair';
import { make } from './make';
import { t } from '../../src/core/model/t';

/** What was read from the two ends, side by side, and what they do not tell. */
export function factsTable(
  { facts, untold }: Pick<CheckView, 'facts' | 'untold'>,
  { source, target }: EndpointPair,
): HTMLElement {
  const names = [source.name, ...(target === null ? [] : [target.name])];
  return make(
    'section',
    { 'aria-labelledby': 'facts' },
    make('h2', { id: 'facts' }, target === null ? t('The source') : t('Both ends')),
    make(
      'table',
      { class: 'facts', 'aria-labelledby': 'facts' },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'col' }, t('Fact')),
          ...names.map((name) => make('th', { scope: 'col' }, name)),
        ),
      ),
      make('tbody', {}, ...facts.map(factRow)),
    ),
    ...untold.map((sentence) => make('p', { class: 'quiet untold' }, sentence)),
  );
}

function factRow({ label, source, target }: FactRow): HTMLElement {
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, label),
    make('td', {}, source),
    ...(target === null ? [] : [make('td', {}, target)]),
  );
}
