import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { ShownEnd, StepRow, StepState, WizardView } from '../../../src/bridge/wizardView';
import { icon } from '../icon';
import type { IconName } from '../icon';
import { make } from '../make';
import { t } from '../../../src/core/model/t';

const ICONS: Readonly<Record<StepState, IconName>> = {
  todo: 'open',
  busy: 'busy',
  done: 'ready',
  warned: 'warning',
  failed: 'error',
  blocked: 'locked',
};

const WORDS: Readonly<Record<StepState, string>> = {
  todo: t('to do'),
  busy: t('under way'),
  done: t('done'),
  warned: t('needs a look'),
  failed: t('failed'),
  blocked: t('not open yet'),
};

/** The two ends as a picture, then the steps with how far they are. */
export function stepList(
  { ends, steps, body }: WizardView,
  send: (intent: WizardIntent) => void,
): HTMLElement[] {
  return [
    make(
      'div',
      { class: 'route-picture' },
      endOf(t('Source'), ends.source),
      icon('down'),
      endOf(t('Target'), ends.target),
    ),
    make(
      'ol',
      { class: 'step-list' },
      ...steps.map((row, index) => make('li', {}, stepButton(row, index + 1, row.step === body.step, send))),
    ),
  ];
}

function endOf(role: string, end: ShownEnd | null): HTMLElement {
  if (end === null) {
    return make(
      'div',
      { class: 'picture-end end-open' },
      make('span', { class: 'end-role quiet' }, role),
      make('span', { class: 'end-name' }, t('not chosen')),
    );
  }
  return make(
    'div',
    { class: 'picture-end', title: end.address },
    make('span', { class: 'end-role quiet' }, role),
    make('span', { class: 'end-name' }, end.name),
    ...(end.server === '' ? [] : [make('span', { class: 'end-address quiet' }, end.server)]),
  );
}

function stepButton(
  { step, title, state, note, unblock }: StepRow,
  number: number,
  isCurrent: boolean,
  send: (intent: WizardIntent) => void,
): HTMLElement {
  const element = make(
    'button',
    {
      type: 'button',
      id: `step-${step}`,
      class: `step-button step-${state}`,
      ...(isCurrent ? { 'aria-current': 'step' } : {}),
      ...(unblock === null ? {} : { 'aria-disabled': 'true', title: unblock }),
    },
    icon(ICONS[state]),
    make('span', { class: 'step-name' }, `${String(number)} ${title}`),
    make('span', { class: 'step-note quiet' }, note),
    make('span', { class: 'unseen' }, `, ${WORDS[state]}${unblock === null ? '' : `: ${unblock}`}`),
  );
  element.addEventListener('click', () => {
    if (unblock === null) send({ type: 'step.go', step });
  });
  return element;
}
