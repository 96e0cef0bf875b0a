import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { CutOverBody, Gate, ShownSnippet } from '../../../src/bridge/wizardView';
import { button } from '../../elements';
import { icon } from '../icon';
import type { IconName } from '../icon';
import { make } from '../make';
import { problemNote } from '../problemNote';

type Send = (intent: WizardIntent) => void;

const ICONS: Readonly<Record<Gate['state'], IconName>> = {
  open: 'open',
  busy: 'busy',
  passed: 'ready',
  warned: 'warning',
  failed: 'error',
};
const WORDS: Readonly<Record<Gate['state'], string>> = {
  open: 'not known yet',
  busy: 'looking',
  passed: 'passed',
  warned: 'look at it',
  failed: 'not passed',
};

/** Step 6: the switch, and what comes after. */
export function cutOverBody(body: CutOverBody, send: Send): HTMLElement[] {
  const { gates, checkedAt, order, snippets, cleanUp, wayBack, problem } = body;
  const seen =
    checkedAt === null
      ? 'Nothing is written by looking at the gates.'
      : `Looked at ${new Date(checkedAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })}.`;
  return [
    ...(problem === null ? [] : [problemNote(problem)]),
    make(
      'section',
      { 'aria-labelledby': 'gates' },
      make('h2', { id: 'gates' }, 'Gates'),
      make('ul', { class: 'gates' }, ...gates.map(gateItem)),
      make('p', { class: 'quiet' }, seen),
    ),
    listed('The switch, in order', order, 'ol'),
    make(
      'section',
      { 'aria-labelledby': 'snippets' },
      make('h2', { id: 'snippets' }, 'Pointing clients to the target'),
      make('p', { class: 'quiet' }, 'PASSWORD stands for the password, which this page does not know.'),
      ...snippets.map((snippet) => snippetPart(snippet, send)),
    ),
    listed('What to clean up', cleanUp, 'ul'),
    listed('The way back', wayBack, 'ul'),
  ];
}

function gateItem({ title, state, detail }: Gate): HTMLElement {
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
    ),
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
  const copy = button('Copy', 'secondary', () => {
    send({ type: 'snippet.copy', client });
  });
  copy.setAttribute('aria-label', `Copy the code for ${name}`);
  return make(
    'details',
    { id: `snippet-${client}` },
    make('summary', {}, name),
    make('pre', { tabindex: '0', 'aria-label': `Code for ${name}` }, make('code', {}, code)),
    copy,
  );
}
