import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { WizardPageState } from '../../../src/bridge/wizardState';
import type { WizardShown, WizardBody, WizardView } from '../../../src/bridge/wizardView';
import { make } from '../make';
import { skeleton } from '../skeleton';
import { actionBar } from './actionBar';
import { checkBody } from './checkBody';
import { cutOverBody } from './cutOverBody';
import { endsBody } from './endsBody';
import { Part } from './part';
import { routeBody } from './routeBody';
import { runBody } from './runBody';
import { stepList } from './stepList';
import { verifyBody } from './verifyBody';

/** What the page does beyond drawing. */
interface World {
  readonly send: (intent: WizardIntent) => void;
  readonly keep: (state: WizardPageState) => void;
}

/** The page of a migration: the steps at the side, and the one that is looked at. Its frame stands; what changes is drawn anew. */
export class WizardPage {
  private readonly heading = make('h1', { tabindex: '-1', id: 'step' });
  private readonly side = new Part(make('nav', { class: 'steps', 'aria-label': 'Steps of the migration' }));
  private readonly aloud = make('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly content = new Part(make('div', { class: 'content' }));
  private readonly bar = new Part(make('div', { class: 'actions', role: 'group', 'aria-label': 'Actions' }));
  private step: WizardBody['step'] | undefined;

  constructor(
    root: HTMLElement,
    private readonly world: World,
  ) {
    this.content.element.append(skeleton());
    root.classList.add('wizard');
    root.replaceChildren(
      this.side.element,
      make(
        'section',
        { class: 'step', 'aria-labelledby': 'step' },
        make('header', {}, this.heading, this.aloud),
        this.content.element,
        this.bar.element,
      ),
    );
  }

  /** Draws what the extension said last. */
  show({ view }: WizardShown): void {
    const { body, actions, steps, aloud } = view;
    const { send } = this.world;
    const row = steps.find(({ step }) => step === body.step);
    const number = steps.findIndex(({ step }) => step === body.step) + 1;
    setText(this.heading, `${String(number)}  ${row?.title ?? ''}`);
    setText(this.aloud, aloud);
    this.side.draw({ ends: view.ends, steps, step: body.step }, () => stepList(view, send));
    this.content.draw(body, () => bodyOf(view, send));
    this.bar.draw(actions, () => actionBar(actions, send));
    const isBusy = 'busy' in body && body.busy;
    this.content.element.setAttribute('aria-busy', String(isBusy));
    const moved = this.step !== undefined && this.step !== body.step;
    this.step = body.step;
    // Whoever goes to a step reads it from its beginning, by eye or by ear.
    if (moved) {
      this.heading.focus();
      window.scrollTo(0, 0);
    }
    this.world.keep({ version: 1, migration: view.id });
  }
}

function bodyOf({ body }: WizardView, send: World['send']): HTMLElement[] {
  switch (body.step) {
    case 'ends':
      return endsBody(body, send);
    case 'check':
      return checkBody(body);
    case 'route':
      return routeBody(body, send);
    case 'run':
      return runBody(body);
    case 'verify':
      return verifyBody(body);
    case 'cutOver':
      return cutOverBody(body, send);
  }
}

/** Setting the same text again would be read aloud again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
