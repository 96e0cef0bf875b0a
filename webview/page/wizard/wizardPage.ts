import type { PageMessage } from '../../../src/bridge/messages';
import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { WizardPageState } from '../../../src/bridge/wizardState';
import type { WizardShown, WizardBody, WizardView } from '../../../src/bridge/wizardView';
import { redrawBarCharts } from '../../charts/barChart';
import { watchTheme } from '../../charts/themeColours';
import { make } from '../make';
import { skeleton } from '../skeleton';
import { actionBar } from './actionBar';
import { CheckStep } from './checkStep';
import { cutOverBody } from './cutOverBody';
import { endsBody } from './endsBody';
import { Part } from './part';
import { paceSlider } from './paceSlider';
import type { Fold } from '../routeRows';
import { routeBody } from './routeBody';
import { runBody } from './runBody';
import { stepList } from './stepList';
import { verifyBody } from './verifyBody';
import { t } from '../../../src/core/model/t';

/** What the page does beyond drawing. */
interface World {
  readonly send: (intent: WizardIntent | PageMessage) => void;
  readonly keep: (state: WizardPageState) => void;
}

/** The page of a migration: the steps at the side, and the one that is looked at. Its frame stands; what changes is drawn anew. */
export class WizardPage {
  private readonly heading = make('h1', { tabindex: '-1', id: 'step' });
  private readonly side = new Part(
    make('nav', { class: 'steps', 'aria-label': t('Steps of the migration') }),
  );
  private readonly aloud = make('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly content = new Part(make('div', { class: 'content' }));
  private readonly bar = new Part(
    make('div', { class: 'actions', role: 'group', 'aria-label': t('Actions') }),
  );
  /** Apart from the content: a slider that is drawn anew while it is dragged is lost. */
  private readonly pace = new Part(make('div', { class: 'pace-box' }));
  private readonly section = make(
    'section',
    { class: 'step', 'aria-labelledby': 'step' },
    make('header', {}, this.heading, this.aloud),
    this.content.element,
    this.bar.element,
    this.pace.element,
  );
  private readonly check: CheckStep;
  private readonly blockedRoutes: Fold = { open: false };
  private step: WizardBody['step'] | undefined;

  constructor(
    root: HTMLElement,
    private readonly world: World,
  ) {
    this.check = new CheckStep(world.send, (text) => {
      setText(this.aloud, text);
    });
    this.content.element.append(skeleton());
    watchTheme(redrawBarCharts);
    root.classList.add('wizard');
    root.replaceChildren(this.side.element, this.section);
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
    this.content.draw(body, () => this.bodyOf(view));
    // The charts of before are let go of.
    redrawBarCharts();
    if (body.step === 'check') this.check.comeBack(body, this.content.element);
    this.bar.draw(actions, () => actionBar(actions, send));
    const pace = body.step === 'run' ? body.pace : null;
    this.pace.draw(pace, () => (pace === null ? [] : paceSlider(pace, send)));
    const isBusy = 'busy' in body && body.busy;
    this.content.element.setAttribute('aria-busy', String(isBusy));
    this.section.classList.toggle('going', isGoing(body));
    const moved = this.step !== undefined && this.step !== body.step;
    this.step = body.step;
    // Whoever goes to a step reads it from its beginning, by eye or by ear.
    if (moved) {
      this.heading.focus();
      window.scrollTo(0, 0);
      // Where the steps stand above it they may leave no room for it.
      if (this.heading.getBoundingClientRect().top > window.innerHeight / 3) this.heading.scrollIntoView();
    }
    this.world.keep({ version: 1, migration: view.id });
  }

  private bodyOf({ body }: WizardView): HTMLElement[] {
    const { send } = this.world;
    switch (body.step) {
      case 'ends':
        return endsBody(body, send);
      case 'check':
        return this.check.draw(body);
      case 'route':
        return routeBody(body, send, this.blockedRoutes);
      case 'run':
        return runBody(body);
      case 'verify':
        return verifyBody(body);
      case 'cutOver':
        return cutOverBody(body, send);
    }
  }
}

/** The editor's own notifications of a run, how it goes and what came of it, lie over the lower right: the buttons stand above then. */
function isGoing(body: WizardBody): boolean {
  if (body.step === 'verify') return body.state === 'running';
  return body.step === 'run' && body.state !== 'idle' && body.state !== 'byHand';
}

/** Setting the same text again would be read aloud again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
