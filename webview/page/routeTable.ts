import type { CheckView, RouteReason, RouteRow } from '../../src/bridge/checkView';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { routeCells, routeColumns } from './routeCells';
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
        : [make('strong', {}, t('Recommended: {0}.', best.name)), ` ${because}`]),
    ),
    make(
      'div',
      { class: 'wide', tabindex: '0', role: 'group', 'aria-labelledby': 'routes' },
      make(
        'table',
        { class: 'routes', 'aria-labelledby': 'routes' },
        routeColumns(),
        make('tbody', {}, ...routes.map((row) => routeRow(row, show))),
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
