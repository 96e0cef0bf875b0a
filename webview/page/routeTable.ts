import type { CheckView, RouteRow } from '../../src/bridge/checkView';
import { icon } from './icon';
import type { IconName } from './icon';
import { make } from './make';

const ICONS: Readonly<Record<RouteRow['verdict'], IconName>> = {
  ready: 'ready',
  risky: 'warning',
  blocked: 'error',
};
const WORDS: Readonly<Record<RouteRow['verdict'], string>> = {
  ready: 'Ready',
  risky: 'Risky',
  blocked: 'Blocked',
};

/** Every way to migrate beside the others, and how to take the recommended one. */
export function routeTable({ routes, because }: CheckView): HTMLElement {
  const best = routes.find(({ recommended }) => recommended);
  return make(
    'section',
    { 'aria-labelledby': 'routes' },
    make('h2', { id: 'routes' }, 'Routes'),
    make(
      'p',
      {},
      ...(best === undefined || because === null
        ? ['No route can be taken: see what stands in the way below.']
        : [make('strong', {}, `Recommended: ${best.name}.`), ` ${because}`]),
    ),
    make(
      'div',
      { class: 'wide', tabindex: '0', role: 'region', 'aria-labelledby': 'routes' },
      make(
        'table',
        { class: 'routes', 'aria-labelledby': 'routes' },
        make(
          'thead',
          {},
          make(
            'tr',
            {},
            ...['Route', 'Verdict', 'Duration', 'Writes stop for', 'Because of', 'Cost'].map((title) =>
              make('th', { scope: 'col' }, title),
            ),
          ),
        ),
        make('tbody', {}, ...routes.map(routeRow)),
      ),
    ),
    ...(best === undefined ? [] : [stepsOf(best)]),
  );
}

function routeRow({ name, verdict, reasons, duration, downtime, cost, recommended }: RouteRow): HTMLElement {
  const blocked = verdict === 'blocked';
  return make(
    'tr',
    recommended ? { class: 'recommended' } : {},
    make('th', { scope: 'row' }, name),
    make('td', { class: 'route-verdict' }, icon(ICONS[verdict]), WORDS[verdict]),
    make('td', {}, blocked ? '–' : duration),
    make('td', {}, blocked ? '–' : downtime),
    make('td', {}, ...reasons.map((rule) => make('code', { class: 'finding-rule' }, rule))),
    make('td', { class: 'quiet' }, cost),
  );
}

function stepsOf({ name, steps }: RouteRow): HTMLElement {
  return make(
    'details',
    {},
    make('summary', {}, `How to take it: ${name}`),
    make('ol', {}, ...steps.map((step) => make('li', {}, step))),
  );
}
