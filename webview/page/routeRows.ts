import type { RouteRow } from '../../src/bridge/checkView';
import { t } from '../../src/core/model/t';
import { make } from './make';
import { ROUTE_COLUMNS } from './routeCells';

/** Whether what is folded is seen. It outlives a drawing. */
export interface Fold {
  open: boolean;
}

/** One blocked route is shown as it is: a row that stands for it would be no shorter. */
const FEW = 1;
const BLOCKED = 'blocked-routes';

/**
 * The bodies of a table of routes: first those that can be taken, then the blocked ones beneath a row that says how many
 * they are and opens them. Where no route can be taken, all are seen.
 * @param shown rows that are seen in any case
 */
export function routeRows<Row extends RouteRow>(
  rows: readonly Row[],
  draw: (row: Row) => HTMLElement,
  fold: Fold,
  shown: (row: Row) => boolean = () => false,
): HTMLElement[] {
  const blocked = rows.filter((row) => row.verdict === 'blocked' && !shown(row));
  if (blocked.length <= FEW || blocked.length === rows.length) {
    return [make('tbody', {}, ...rows.map(draw))];
  }
  const folded = make('tbody', { id: BLOCKED }, ...blocked.map(draw));
  return [
    make('tbody', {}, ...rows.filter((row) => !blocked.includes(row)).map(draw)),
    make('tbody', {}, foldRow(blocked, folded, fold)),
    folded,
  ];
}

function foldRow(blocked: readonly RouteRow[], folded: HTMLElement, fold: Fold): HTMLElement {
  const press = make(
    'button',
    { type: 'button', class: 'fold', id: `${BLOCKED}-fold`, 'aria-controls': BLOCKED },
    make('strong', {}, t('{0} routes are blocked', blocked.length)),
    make('span', { class: 'quiet' }, blocked.map(({ name }) => name).join(', ')),
  );
  const show = (): void => {
    folded.hidden = !fold.open;
    press.setAttribute('aria-expanded', String(fold.open));
  };
  press.addEventListener('click', () => {
    fold.open = !fold.open;
    show();
  });
  show();
  return make('tr', {}, make('td', { colspan: String(ROUTE_COLUMNS) }, press));
}
