import type { NodeRow } from '../../src/bridge/checkView';
import { make } from './make';
import { t } from '../../src/core/model/t';

/** Which nodes would hold the source's data, and how full they would be. */
export function nodeTable(nodes: readonly NodeRow[]): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'nodes' },
    make('h2', { id: 'nodes' }, t('Node types that would hold it')),
    make(
      'p',
      { class: 'quiet' },
      t('The smallest of each family for one shard, with a quarter of its memory reserved.'),
    ),
    make(
      'table',
      { class: 'nodes', 'aria-labelledby': 'nodes' },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          ...[t('Node type'), t('Holds'), t('Stays free')].map((title) =>
            make('th', { scope: 'col' }, title),
          ),
        ),
      ),
      make('tbody', {}, ...nodes.map(nodeRow)),
    ),
  );
}

function nodeRow({ name, usable, headroom }: NodeRow): HTMLElement {
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, name),
    make('td', { class: 'number' }, usable),
    make('td', { class: 'number' }, headroom),
  );
}
