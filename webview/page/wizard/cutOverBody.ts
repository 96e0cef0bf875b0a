import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { CutOverBody, Gate, GateList, ShownSnippet } from '../../../src/bridge/wizardView';
import { button } from '../../elements';
import { icon } from '../icon';
import type { IconName } from '../icon';
import { make } from '../make';
import { problemNote } from '../problemNote';
import { momentText } from '../../../src/core/model/moment';
import { t } from '../../../src/core/model/t';

type Send = (intent: WizardIntent) => void;

const ICONS: Readonly<Record<Gate['state'], IconName>> = {
  open: 'open',
  busy: 'busy',
  passed: 'ready',
  warned: 'warning',
  failed: 'error',
};
const WORDS: Readonly<Record<Gate['state'], string>> = {
  open: t('not known yet'),
  busy: t('looking'),
  passed: t('passed'),
  warned: t('look at it'),
  failed: t('not passed'),
};

/** Step 6: the switch, and what comes after. */
export function cutOverBody(body: CutOverBody, send: Send): HTMLElement[] {
  const { gates, checkedAt, order, snippets, cleanUp, wayBack, problem } = body;
  const seen =
    checkedAt === null
      ? t('Nothing is written by looking at the gates.')
      : t('Looked at {0}.', momentText(checkedAt));
  return [
    ...(problem === null ? [] : [problemNote(problem)]),
    make(
      'section',
      { 'aria-labelledby': 'gates' },
      make('h2', { id: 'gates' }, t('Gates')),
      make('ul', { class: 'gates' }, ...gates.map(gateItem)),
      make('p', { class: 'quiet' }, seen),
    ),
    listed(t('The switch, in order'), order, 'ol'),
    make(
      'section',
      { 'aria-labelledby': 'snippets' },
      make('h2', { id: 'snippets' }, t('Pointing clients to the target')),
      make('p', { class: 'quiet' }, t('PASSWORD stands for the password, which this page does not know.')),
      ...snippets.map((snippet) => snippetPart(snippet, send)),
    ),
    listed(t('What to clean up'), cleanUp, 'ul'),
    listed(t('The way back'), wayBack, 'ul'),
  ];
}

function gateItem({ title, state, detail, next, command, list }: Gate, index: number): HTMLElement {
  return make(
    'li',
    { class: 'gate' },
    icon(ICONS[state]),
    make(
      'div',
      {},
      make('strong', {}, title),
      make('span', { class: 'quiet' }, ` (${WORDS[state]})`),
      make('div', {}, detail),
      ...(next === undefined ? [] : [make('div', {}, next)]),
      ...(command === undefined
        ? []
        : [
            make(
              'pre',
              { tabindex: '0', 'aria-label': t('Command for “{0}”', title) },
              make('code', {}, command),
            ),
          ]),
      ...(list === undefined ? [] : [gateList(list, index)]),
    ),
  );
}

function gateList({ title, columns, rows, more }: GateList, index: number): HTMLElement {
  return make(
    'details',
    { id: `gate-${String(index)}` },
    make('summary', {}, title),
    make(
      'div',
      { class: 'wide', tabindex: '0', role: 'region', 'aria-label': title },
      make(
        'table',
        { 'aria-label': title },
        make('thead', {}, make('tr', {}, ...columns.map((name) => make('th', { scope: 'col' }, name)))),
        make(
          'tbody',
          {},
          ...rows.map(([first = '', ...rest]) =>
            make('tr', {}, make('th', { scope: 'row' }, first), ...rest.map((cell) => make('td', {}, cell))),
          ),
        ),
      ),
    ),
    ...(more === null ? [] : [make('p', { class: 'quiet' }, more)]),
  );
}

function listed(title: string, items: readonly string[], kind: 'ol' | 'ul'): HTMLElement {
  return make(
    'section',
    { 'aria-label': title },
    make('h2', {}, title),
    make(kind, { class: 'to-do' }, ...items.map((item) => make('li', {}, item))),
  );
}

function snippetPart({ client, name, code }: ShownSnippet, send: Send): HTMLElement {
  const copy = button(t('Copy'), 'secondary', () => {
    send({ type: 'snippet.copy', client });
  });
  copy.setAttribute('aria-label', t('Copy the code for {0}', name));
  return make(
    'details',
    { id: `snippet-${client}` },
    make('summary', {}, name),
    make('pre', { tabindex: '0', 'aria-label': t('Code for {0}', name) }, make('code', {}, code)),
    copy,
  );
}
