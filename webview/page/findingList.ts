import type { CheckView, ShownFinding } from '../../src/bridge/checkView';
import { concerns } from '../../src/core/model/finding';
import type { Severity } from '../../src/core/model/finding';
import { findingItem } from './findingItem';
import { icon } from './icon';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { t } from '../../src/core/model/t';

const TITLES: Readonly<Record<Severity, string>> = {
  error: t('What stands in the way'),
  warning: t('What to know first'),
  info: t('Notes'),
};
const ONLY: Readonly<Record<Severity, (count: number) => string>> = {
  error: (count) => t('Only errors ({0})', count),
  warning: (count) => t('Only warnings ({0})', count),
  info: (count) => t('Only notes ({0})', count),
};
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
/** As many notes are read at a glance; more wait to be asked for. */
const FEW = 3;

/** What each rule found, in groups by severity; to be narrowed by severity and by route. */
export function findingList(
  { findings, routes }: Pick<CheckView, 'findings' | 'routes'>,
  changes: string | null,
  desk: PageDesk,
): HTMLElement {
  const { filter } = desk;
  const title = make('h2', { id: 'findings' }, t('Findings'));
  const since = changes === null ? [] : [make('p', { class: 'changes' }, changes)];
  if (findings.length === 0) {
    const none = make('p', { class: 'quiet' }, t('None: no rule has anything to say about this pair.'));
    return make('section', { 'aria-labelledby': 'findings' }, title, ...since, none);
  }
  const groups = make('div', { class: 'groups' });
  const shown = make('p', { class: 'quiet', 'aria-live': 'polite' });
  const severity = choice(
    t('Severity'),
    t('All severities'),
    SEVERITIES.map((one) => [one, severityLabel(findings, one)]),
    filter.severity,
  );
  const route = choice(
    t('Route'),
    t('Any route'),
    routes.map(({ route: id, name }) => [id, name]),
    filter.route,
  );
  const draw = (): void => {
    const some = findings.filter(
      (finding) =>
        (filter.severity === '' || finding.severity === filter.severity) &&
        (filter.route === '' || concerns(finding, filter.route)),
    );
    groups.replaceChildren(
      ...SEVERITIES.flatMap((one) => {
        const alike = some.filter((finding) => finding.severity === one);
        const isOpen = one !== 'info' || alike.length <= FEW || alike.length === some.length;
        return alike.length === 0 ? [] : [group(one, alike, isOpen, routes, desk)];
      }),
    );
    shown.textContent =
      some.length === findings.length
        ? t('{0} in all.', findings.length)
        : t('{0} of {1}.', some.length, findings.length);
  };
  severity.addEventListener('change', () => {
    filter.severity = severity.value as typeof filter.severity;
    draw();
  });
  route.addEventListener('change', () => {
    filter.route = route.value as typeof filter.route;
    draw();
  });
  draw();
  const bar = make('div', { class: 'filters' }, severity, route, shown);
  return make('section', { 'aria-labelledby': 'findings' }, title, ...since, bar, groups);
}

function group(
  severity: Severity,
  findings: readonly ShownFinding[],
  isOpen: boolean,
  routes: CheckView['routes'],
  desk: PageDesk,
): HTMLElement {
  return make(
    'details',
    { class: 'group', ...(isOpen ? { open: true as const } : {}) },
    make('summary', {}, make('h3', {}, icon(severity), `${TITLES[severity]} (${String(findings.length)})`)),
    make('ol', { class: 'findings' }, ...findings.map((finding) => findingItem(finding, routes, desk))),
  );
}

function severityLabel(findings: readonly ShownFinding[], severity: Severity): string {
  const count = findings.filter((one) => one.severity === severity).length;
  return ONLY[severity](count);
}

/** A native select: it is reached by keyboard and read aloud without any help of ours. */
function choice(
  label: string,
  all: string,
  others: readonly (readonly [string, string])[],
  chosen: string,
): HTMLSelectElement {
  const select = make(
    'select',
    { 'aria-label': label },
    make('option', { value: '' }, all),
    ...others.map(([value, text]) => make('option', { value }, text)),
  );
  select.value = chosen;
  return select;
}
