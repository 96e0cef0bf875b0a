import type { CheckView, RouteRow } from '../../src/bridge/checkView';
import { icon } from './icon';
import type { IconName } from './icon';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { routeSteps } from './routeSteps';
import { t } from '../../src/core/model/t';

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
const COLUMNS = [
  t('Route'),
  t('Verdict'),
  t('Duration'),
  t('Writes stop for'),
  t('What gets lost'),
  t('Cost'),
];

/** Every way to migrate beside the others, and how to take those that can be taken. */
export function routeTable(
  view: Pick<CheckView, 'routes' | 'because' | 'findings'>,
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
        make('thead', {}, make('tr', {}, ...COLUMNS.map((title) => make('th', { scope: 'col' }, title)))),
        make('tbody', {}, ...routes.map((row) => routeRow(row, view.findings, show))),
      ),
    ),
    ...routes.filter(({ verdict }) => verdict !== 'blocked').map((row) => routeSteps(row, desk)),
  );
}

function routeRow(
  { route, name, verdict, reasons, duration, downtime, losses, cost, recommended }: RouteRow,
  findings: CheckView['findings'],
  show: (rule: string) => void,
): HTMLElement {
  const blocked = verdict === 'blocked';
  // Of a way that is closed anyway it is of no use to know what else would be risky.
  const closing = new Set(
    findings.filter(({ blocks = [] }) => blocks.includes(route)).map(({ rule }) => rule),
  );
  const shown = blocked ? reasons.filter((rule) => closing.has(rule)) : reasons;
  const lost = losses.length === 0 ? [t('nothing')] : losses.map((loss) => make('p', {}, loss));
  return make(
    'tr',
    recommended ? { class: 'recommended' } : {},
    make(
      'th',
      { scope: 'row' },
      name,
      ...(recommended ? [make('span', { class: 'badge' }, t('Recommended'))] : []),
    ),
    make(
      'td',
      {},
      make('span', { class: 'route-verdict' }, icon(ICONS[verdict]), WORDS[verdict]),
      ...(shown.length === 0
        ? []
        : [make('ul', { class: 'reasons' }, ...shown.map((rule) => reason(rule, findings, show)))]),
    ),
    make('td', {}, blocked ? '–' : duration),
    make('td', {}, blocked ? '–' : downtime),
    make('td', {}, ...(blocked ? ['–'] : lost)),
    make('td', { class: 'quiet' }, cost),
  );
}

/** Leads to the finding that says so. */
function reason(rule: string, findings: CheckView['findings'], show: (rule: string) => void): HTMLElement {
  const message = findings.find((finding) => finding.rule === rule)?.message;
  if (message === undefined) return make('li', {}, make('code', {}, rule));
  const link = make('button', { type: 'button', class: 'link', title: rule }, message);
  link.addEventListener('click', () => {
    show(rule);
  });
  return make('li', {}, link);
}
