import type { CheckView, KindRow } from '../../src/bridge/checkView';
import { make } from './make';

/** Which kinds of keys the source holds, with the share of each as a bar. */
export function kindsTable({ note, rows }: CheckView['kinds']): HTMLElement {
  const head = make(
    'tr',
    {},
    make('th', { scope: 'col' }, 'Kind'),
    make('th', { scope: 'col', class: 'number' }, 'Keys'),
    make('th', { scope: 'col' }, 'Share'),
  );
  return make(
    'section',
    { 'aria-labelledby': 'kinds' },
    make('h2', { id: 'kinds' }, 'Kinds of keys'),
    make('p', { class: 'quiet', id: 'kinds-note' }, note),
    ...(rows.length === 0
      ? []
      : [
          make(
            'table',
            { class: 'kinds', 'aria-labelledby': 'kinds', 'aria-describedby': 'kinds-note' },
            make('thead', {}, head),
            make('tbody', {}, ...rows.map(kindRow)),
          ),
        ]),
  );
}

function kindRow({ kind, count, share }: KindRow): HTMLElement {
  const percent = share > 0 && share < 0.01 ? '< 1 %' : `${String(Math.round(share * 100))} %`;
  const bar = make('span', { class: 'bar', 'aria-hidden': 'true' });
  // By the object model: a style attribute would be refused by the page's security policy.
  bar.style.setProperty('--share', String(share));
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, kind),
    make('td', { class: 'number' }, count),
    make('td', { class: 'share' }, bar, make('span', { class: 'share-text' }, percent)),
  );
}
