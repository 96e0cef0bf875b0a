import type { CheckView, RouteReason, RouteRow } from '../../src/bridge/checkView';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { recommendation } from './recommendation';
import { routeCells, routeColumns } from './routeCells';
import { routeRows } from './routeRows';
import { routeSteps } from './routeSteps';
import { t } from '../../src/core/model/t';

/** Every way to migrate beside the others, and how to take those that can be taken. */
export function routeTable(
  view: Pick<CheckView, 'routes' | 'because'>,
  show: (rule: string) => void,
  desk: PageDesk,
): HTMLElement {
  const { routes, because } = view;
  const best = routes.find(({ recommended }) => recommended);
  return make(
    'section',
    { 'aria-labelledby': 'routes' },
    make('h2', { id: 'routes' }, t('Routes')),
    make(
      'p',
      {},
      ...(best === undefined || because === null
        ? [t('No route can be taken: see what stands in the way below.')]
        : recommendation(best, because)),
    ),
    make(
      'div',
      { class: 'wide', tabindex: '0', role: 'group', 'aria-labelledby': 'routes' },
      make(
        'table',
        { class: 'routes', 'aria-labelledby': 'routes' },
        routeColumns(),
        ...routeRows(routes, (row) => routeRow(row, show), desk.blockedRoutes),
      ),
    ),
    ...routes.filter(({ verdict }) => verdict !== 'blocked').map((row) => routeSteps(row, desk)),
  );
}

function routeRow(row: RouteRow, show: (rule: string) => void): HTMLElement {
  const { name, recommended } = row;
  return make(
    'tr',
    recommended ? { class: 'recommended' } : {},
    make(
      'th',
      { scope: 'row' },
      name,
      ...(recommended ? [make('span', { class: 'badge' }, t('Recommended'))] : []),
    ),
    ...routeCells(row, (reason) => reasonLink(reason, show)),
  );
}

/** Leads to the finding that says so. */
function reasonLink({ rule, message }: RouteReason, show: (rule: string) => void): HTMLElement {
  const link = make('button', { type: 'button', class: 'link', title: rule }, message);
  link.addEventListener('click', () => {
    show(rule);
  });
  return link;
}
