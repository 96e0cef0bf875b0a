import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { WizardAction } from '../../../src/bridge/wizardView';
import { button } from '../../elements';
import { make } from '../make';

/** Buttons, the likeliest last. One that cannot be pressed yet says why, to the eye and to a screen reader. */
export function actionBar(
  actions: readonly WizardAction[],
  send: (intent: WizardIntent) => void,
): HTMLElement[] {
  return actions.map((action) => actionButton(action, send));
}

/** See actionBar. */
export function actionButton(
  { label, rank, ask, unblock }: WizardAction,
  send: (intent: WizardIntent) => void,
): HTMLElement {
  const element = button(label, rank, () => {
    if (unblock === null) send(ask);
  });
  element.id = `do-${ask.type}-${'step' in ask ? ask.step : 'end' in ask ? ask.end : label}`.replace(
    /\W+/g,
    '-',
  );
  if (unblock === null) return element;
  // It stays in the order of focus: what cannot be reached cannot tell why.
  element.setAttribute('aria-disabled', 'true');
  element.setAttribute('title', unblock);
  element.classList.add('blocked');
  const why = make('span', { class: 'unseen', id: `${element.id}-why` }, unblock);
  element.setAttribute('aria-describedby', why.id);
  return make('span', { class: 'action' }, element, why);
}
