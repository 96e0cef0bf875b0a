import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { RouteBody, RouteChoice, ShownSetting } from '../../../src/bridge/wizardView';
import { make } from '../make';
import { problemNote } from '../problemNote';
import { recommendation } from '../recommendation';
import { routeCells, routeColumns } from '../routeCells';
import { routeRows } from '../routeRows';
import type { Fold } from '../routeRows';
import { smallButton } from '../smallButton';
import { checkedText } from './checkedText';
import { skeleton } from '../skeleton';
import { t } from '../../../src/core/model/t';
import { labelledRows } from './labelledRows';
import { stepsToDo } from './stepsToDo';

type Send = (intent: WizardIntent) => void;

/** Step 3: the routes side by side, and what our copy is to do. */
export function routeBody(body: RouteBody, send: Send, blocked: Fold): HTMLElement[] {
  const { busy, problem, checkedAt, routes, because, copy, steps } = body;
  if (routes.length === 0) {
    return [
      make('p', { class: 'status quiet' }, busy ? t('Looking at both ends, to judge the routes…') : ''),
      problem === null ? skeleton() : problemNote(problem),
    ];
  }
  const best = routes.find(({ recommended }) => recommended);
  const taken = routes.find(({ chosen, verdict }) => chosen && verdict !== 'blocked');
  return [
    ...(checkedAt === null ? [] : [checkedLine(checkedAt, busy, send)]),
    make(
      'p',
      { class: 'said' },
      ...(best === undefined
        ? [t('No route can be taken: the check says what stands in the way.')]
        : recommendation(best, because)),
    ),
    routeTable(routes, send, blocked),
    ...(taken === undefined ? [] : [make('p', { class: 'quiet times' }, t('Times: {0}.', taken.basis))]),
    ...(copy === null ? [] : copyPart(copy, send)),
    ...(copy !== null && steps.length === 0 ? [] : [stepsToDo(t('Steps of this route'), steps)]),
  ];
}

/** Of when the judgement is, and the way to a new one. */
function checkedLine(at: number, busy: boolean, send: Send): HTMLElement {
  if (busy) return make('p', { class: 'status quiet' }, t('Looking at both ends…'));
  const again = smallButton(t('Check Again'), t('both ends'), () => {
    send({ type: 'check.again' });
  });
  again.id = 'check-again';
  return make('p', { class: 'status quiet' }, `${checkedText(at)} `, again);
}

function routeTable(routes: readonly RouteChoice[], send: Send, blocked: Fold): HTMLElement {
  return make(
    'div',
    { class: 'wide', tabindex: '0', role: 'region', 'aria-label': t('Routes') },
    make(
      'table',
      { class: 'routes', 'aria-label': t('Route to take') },
      routeColumns(),
      ...routeRows(
        routes,
        (route) => routeRow(route, send),
        blocked,
        ({ chosen }) => chosen,
      ),
    ),
  );
}

function routeRow(choice: RouteChoice, send: Send): HTMLElement {
  const { route, name, verdict, chosen, ours } = choice;
  const radio = make('input', {
    type: 'radio',
    name: 'route',
    id: `route-${route}`,
    ...(chosen ? { checked: true } : {}),
  });
  radio.addEventListener('change', () => {
    send({ type: 'route.choose', route });
  });
  return make(
    'tr',
    chosen ? { class: 'recommended' } : {},
    make(
      'th',
      { scope: 'row' },
      make('label', { class: 'route-name' }, radio, make('span', {}, name)),
      ...(ours || verdict === 'blocked'
        ? []
        : [make('span', { class: 'quiet by-hand' }, t('carried out by you'))]),
    ),
    ...routeCells(choice, ({ message }) => message),
  );
}

function copyPart(copy: NonNullable<RouteBody['copy']>, send: Send): HTMLElement[] {
  const { settings, what, examples, words, databases, rehearsal } = copy;
  return [
    make(
      'section',
      { 'aria-labelledby': 'what' },
      make('h2', { id: 'what' }, t('What will be copied')),
      make('p', {}, make('strong', {}, what), words.length === 0 ? '' : `. ${words.join(' ')}`),
      ...(examples.length === 0
        ? []
        : [
            make(
              'details',
              { id: 'examples' },
              make('summary', {}, t('Some of them by name')),
              make(
                'ul',
                { class: 'key-names' },
                ...examples.map((name) => make('li', {}, make('code', {}, name))),
              ),
            ),
          ]),
      ...(databases.length > 1 ? [labelledRows(databases)] : []),
      make(
        'p',
        { class: 'quiet', id: 'rehearsal' },
        rehearsal ??
          t('A rehearsal reads 10,000 keys and writes nothing: it tells how fast your servers are.'),
      ),
    ),
    make(
      'section',
      { 'aria-labelledby': 'how' },
      make('h2', { id: 'how' }, t('How')),
      make('div', { class: 'settings' }, ...settings.map((setting) => settingRow(setting, send))),
    ),
  ];
}

function settingRow({ setting, label, value, options, hint }: ShownSetting, send: Send): HTMLElement {
  const id = `set-${setting}`;
  const select = make(
    'select',
    { id, 'aria-describedby': `${id}-hint` },
    ...options.map((option) =>
      make(
        'option',
        { value: option.value, ...(option.value === value ? { selected: true } : {}) },
        option.label,
      ),
    ),
  );
  select.addEventListener('change', () => {
    send({ type: 'copy.set', setting, value: select.value });
  });
  return make(
    'div',
    { class: 'setting' },
    make('label', { for: id }, label),
    select,
    make('span', { class: 'quiet', id: `${id}-hint` }, hint),
  );
}
