import type { RouteRow, ShownFinding } from '../../src/bridge/checkView';
import type { Route } from '../../src/core/model/route';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { copyButton, smallButton } from './smallButton';
import { t } from '../../src/core/model/t';

/** What a finding is linked by. */
export function findingId(rule: string): string {
  return `finding-${rule}`;
}

/** One finding: what is true, what shows it, what to do, and buttons that do it. */
export function findingItem(finding: ShownFinding, routes: readonly RouteRow[], desk: PageDesk): HTMLElement {
  const { rule, severity, message, evidence, fix, docs, command, blocks = [], risks = [] } = finding;
  return make(
    'li',
    { class: `finding finding-${severity}` },
    make(
      'div',
      { class: 'finding-head' },
      // Where links to it lead, so that it is read aloud from its beginning.
      make('h4', { id: findingId(rule), tabindex: '-1' }, message),
      make('code', { class: 'finding-rule quiet', title: t('The rule that says so') }, rule),
    ),
    make(
      'dl',
      {},
      ...named(t('Blocks'), blocks, routes),
      ...named(t('Makes risky'), risks, routes),
      make('dt', {}, t('Evidence')),
      make('dd', {}, sentence(evidence)),
      make('dt', {}, t('What to do')),
      make('dd', {}, fix),
      ...(command === undefined
        ? []
        : [
            make('dt', {}, command.end === 'source' ? t('On the source') : t('On the target')),
            make('dd', {}, make('code', {}, command.text)),
          ]),
      make('dt', {}, t('To read')),
      make('dd', {}, make('a', { href: docs }, docs.replace(/^https:\/\//, ''))),
    ),
    make('div', { class: 'finding-actions' }, ...buttons(finding, desk)),
  );
}

function buttons({ rule, message, fix, command, setting }: ShownFinding, desk: PageDesk): HTMLElement[] {
  const copier = (label: string, text: string): HTMLElement =>
    copyButton(label, message, () => {
      desk.send({ type: 'text.copy', text });
      desk.announce(t('Copied.'));
    });
  return [
    ...(setting === undefined
      ? []
      : [
          smallButton(setting, message, () => {
            desk.send({ type: 'setting.use', rule });
          }),
        ]),
    ...(command === undefined ? [] : [copier(t('Copy Command'), command.text)]),
    copier(t('Copy Fix'), `${message}: ${fix}`),
    smallButton(t('Check Again'), message, () => {
      desk.recheck(rule);
    }),
  ];
}

function named(title: string, some: readonly Route[], routes: readonly RouteRow[]): HTMLElement[] {
  if (some.length === 0) return [];
  const names = some.map((route) => routes.find((row) => row.route === route)?.name ?? route);
  return [make('dt', {}, title), make('dd', {}, names.join(', '))];
}

/** Rules write their evidence as a clause. What is no word, as `db0` or `repl-timeout`, stays as it is written. */
function sentence(clause: string): string {
  const capital = /^[a-z]+(?![\w-])/.test(clause) ? clause.charAt(0).toUpperCase() : clause.charAt(0);
  return `${capital}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
}
