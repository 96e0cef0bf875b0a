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

/** The head of a table of routes. */
export function routeColumns(): HTMLElement {
  const titles = [
    t('Route'),
    t('Verdict'),
    t('Duration'),
    t('Writes stop for'),
    t('What gets lost'),
    t('Cost'),
  ];
  return make('thead', {}, make('tr', {}, ...titles.map((title) => make('th', { scope: 'col' }, title))));
}

/**
 * What a row says beside the name of its route.
 * @param reason draws one reason of the verdict
 */
export function routeCells(
  { verdict, reasons, duration, downtime, losses, cost }: RouteRow,
  reason: (reason: RouteReason) => HTMLElement | string,
): HTMLElement[] {
  const blocked = verdict === 'blocked';
  const lost = losses.length === 0 ? [t('nothing')] : losses.map((loss) => make('p', {}, loss));
  return [
    make(
      'td',
      {},
      make('span', { class: 'route-verdict' }, icon(ICONS[verdict]), WORDS[verdict]),
      ...(reasons.length === 0
        ? []
        : [make('ul', { class: 'reasons' }, ...reasons.map((one) => make('li', {}, reason(one))))]),
    ),
    make('td', {}, blocked ? '–' : duration),
    make('td', {}, blocked ? '–' : downtime),
    make('td', {}, ...(blocked ? ['–'] : lost)),
    make('td', { class: 'quiet' }, cost),
  ];
}
