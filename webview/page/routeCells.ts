import type { RouteReason, RouteRow } from '../../src/bridge/checkView';
import { t } from '../../src/core/model/t';
import { icon } from './icon';
import type { IconName } from './icon';
import { make } from './make';

const ICONS: Readonly<Record<RouteRow['verdict'], IconName>> = {
  ready: 'ready',
  risky: 'warning',
  blocked: 'error',
};
const WORDS: Readonly<Record<RouteRow['verdict'], string>> = {
  ready: t('Ready'),
  risky: t('Risky'),
  blocked: t('Blocked'),
};

const TITLES = [
  t('Route'),
  t('Verdict'),
  t('Duration'),
  t('Writes stop for'),
  t('What gets lost'),
  t('Cost'),
];

/** How many columns such a table has. */
export const ROUTE_COLUMNS = TITLES.length;

/** The head of a table of routes. */
export function routeColumns(): HTMLElement {
  return make('thead', {}, make('tr', {}, ...TITLES.map((title) => make('th', { scope: 'col' }, title))));
}

/**
 * What a row says beside the name of its route.
 * @param reason draws one reason of the verdict
 */
export function routeCells(
  { verdict, reasons, duration, downtime, losses, cost }: RouteRow,
  reason: (reason: RouteReason) => HTMLElement | string,
): HTMLElement[] {
  const lost = losses.length === 0 ? [t('nothing')] : losses.map((loss) => make('p', {}, loss));
  // Of a route that cannot be taken there are no figures: its reasons have their room.
  const blocked = verdict === 'blocked';
  return [
    make(
      'td',
      blocked ? { colspan: '4' } : {},
      make('span', { class: 'route-verdict' }, icon(ICONS[verdict]), WORDS[verdict]),
      ...(reasons.length === 0
        ? []
        : [make('ul', { class: 'reasons' }, ...reasons.map((one) => make('li', {}, reason(one))))]),
    ),
    ...(blocked
      ? []
      : [make('td', {}, unbroken(duration)), make('td', {}, unbroken(downtime)), make('td', {}, ...lost)]),
    make('td', { class: 'quiet' }, cost),
  ];
}

/** A figure keeps its unit beside it where a line ends. */
function unbroken(text: string): string {
  return text.replace(/(?<=\d) (?=\S)/g, '\u00a0');
}
