import type { CheckView } from '../../src/bridge/checkView';
import { concerns } from '../../src/core/model/finding';
import type { Finding, Severity } from '../../src/core/model/finding';
import type { Route } from '../../src/core/model/route';
import { icon } from './icon';
import { make } from './make';

const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };
const PLURALS: Readonly<Record<Severity, string>> = { error: 'errors', warning: 'warnings', info: 'notes' };
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What each rule found: what is true, what shows it, what to do; to be narrowed by severity and by route. */
export function findingList({ findings, routes }: Pick<CheckView, 'findings' | 'routes'>): HTMLElement {
  const title = make('h2', { id: 'findings' }, 'Findings');
  if (findings.length === 0) {
    const none = make('p', { class: 'quiet' }, 'None: no rule has anything to say about this pair.');
    return make('section', { 'aria-labelledby': 'findings' }, title, none);
  }
  const list = make('ol', { class: 'findings' });
  const shown = make('p', { class: 'quiet', 'aria-live': 'polite' });
  const severity = choice(
    'Severity',
    'All severities',
    SEVERITIES.map((one) => [one, severityLabel(findings, one)]),
  );
  const route = choice(
    'Route',
    'Any route',
    routes.map(({ route: id, name }) => [id, name]),
  );
  const draw = (): void => {
    const some = findings.filter(
      (finding) =>
        (severity.value === '' || finding.severity === severity.value) &&
        (route.value === '' || concerns(finding, route.value as Route)),
    );
    list.replaceChildren(...some.map(findingItem));
    list.hidden = some.length === 0;
    shown.textContent =
      some.length === findings.length
        ? `${String(findings.length)} in all.`
        : `${String(some.length)} of ${String(findings.length)}.`;
  };
  severity.addEventListener('change', draw);
  route.addEventListener('change', draw);
  draw();
  const bar = make('div', { class: 'filters' }, severity, route, shown);
  return make('section', { 'aria-labelledby': 'findings' }, title, bar, list);
}

function severityLabel(findings: readonly Finding[], severity: Severity): string {
  const count = findings.filter((one) => one.severity === severity).length;
  return `Only ${PLURALS[severity]} (${String(count)})`;
}

/** A native select: it is reached by keyboard and read aloud without any help of ours. */
function choice(
  label: string,
  all: string,
  others: readonly (readonly [string, string])[],
): HTMLSelectElement {
  return make(
    'select',
    { 'aria-label': label },
    make('option', { value: '' }, all),
    ...others.map(([value, text]) => make('option', { value }, text)),
  );
}

function findingItem({ rule, severity, message, evidence, fix, docs }: Finding): HTMLElement {
  return make(
    'li',
    { class: `finding finding-${severity}` },
    make(
      'div',
      { class: 'finding-head' },
      icon(severity),
      make('span', { class: 'finding-severity' }, WORDS[severity]),
      make('code', { class: 'finding-rule quiet', title: 'The rule that says so' }, rule),
    ),
    make('h3', {}, message),
    make(
      'dl',
      {},
      make('dt', {}, 'Evidence'),
      make('dd', {}, sentence(evidence)),
      make('dt', {}, 'What to do'),
      make('dd', {}, fix),
      make('dt', {}, 'To read'),
      make('dd', {}, make('a', { href: docs }, docs.replace(/^https:\/\//, ''))),
    ),
  );
}

/** Rules write their evidence as a clause. */
function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
}
