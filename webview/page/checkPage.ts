import type { HostMessage, PageMessage } from '../../src/bridge/messages';
import { PAGE_STATE_VERSION } from '../../src/bridge/pageState';
import type { PageState } from '../../src/bridge/pageState';
import { redrawBarCharts } from '../charts/barChart';
import { watchTheme } from '../charts/themeColours';
import { actionsFor, drawActions } from './actions';
import { changesSince } from './changesSince';
import { checkContent } from './checkContent';
import { endsPicture } from './endsPicture';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { problemNote } from './problemNote';
import { showFinding } from './showFinding';
import { skeleton } from './skeleton';
import { statusLine } from './statusLine';
import { t } from '../../src/core/model/t';

/** What the page does beyond drawing. */
interface World {
  readonly send: (message: PageMessage) => void;
  readonly keep: (state: PageState) => void;
}

/** The page of one check. Its frame stands; what changes is drawn anew within. */
export class CheckPage {
  private readonly ends = make('div');
  private readonly status = make('p', { class: 'status quiet', role: 'status', 'aria-live': 'polite' });
  private readonly heard = make('p', { class: 'unseen', 'aria-live': 'polite' });
  private readonly content = make('div', { class: 'content' });
  private readonly bar = make('div', { class: 'actions', role: 'group', 'aria-label': t('Actions') });
  private finished: PageState['finished'] = null;
  /** The rule of the finding to come back to after the check that goes on. */
  private awaited: string | null = null;
  private readonly desk: PageDesk;

  constructor(
    root: HTMLElement,
    private readonly world: World,
  ) {
    this.desk = {
      send: world.send,
      announce: (text) => {
        this.heard.textContent = text;
      },
      recheck: (rule) => {
        this.awaited = rule;
        world.send({ type: 'check.again' });
      },
      filter: { severity: '', route: '' },
      blockedRoutes: { open: false },
    };
    this.content.append(skeleton());
    root.replaceChildren(
      make('header', {}, make('h1', {}, t('Compatibility check')), this.ends, this.status, this.heard),
      this.content,
      this.bar,
    );
    watchTheme(redrawBarCharts);
  }

  /** Draws what the extension said last. */
  show(message: HostMessage): void {
    this.ends.replaceChildren(endsPicture(message.pair));
    this.status.textContent = statusLine(message);
    const busy = message.type === 'check.started';
    this.content.setAttribute('aria-busy', String(busy));
    // While checking again, the last check stays to be read, and its buttons stay where the focus is.
    if (!busy || this.finished === null) {
      this.content.replaceChildren(...this.contentOf(message));
      // The charts of before are let go of.
      redrawBarCharts();
      drawActions(this.bar, actionsFor(message), this.world.send);
    }
    if (!busy) {
      this.finished = message.type === 'check.finished' ? withoutShow(message) : null;
      this.comeBack();
      if (message.type === 'check.finished' && message.show !== undefined) {
        showFinding(this.content, message.show);
      }
    }
    this.world.keep({ version: PAGE_STATE_VERSION, pair: message.pair, finished: this.finished });
  }

  private contentOf(message: HostMessage): HTMLElement[] {
    switch (message.type) {
      case 'check.started':
        return [skeleton()];
      case 'check.failed':
        return [problemNote(message.problem)];
      case 'check.finished': {
        const { view, pair } = message;
        const changes = changesSince(this.finished?.view ?? null, view);
        return checkContent(view, pair, changes, this.desk);
      }
    }
  }

  /** Back to the finding that was to be checked again; or to the list, where it is gone. */
  private comeBack(): void {
    const rule = this.awaited;
    this.awaited = null;
    if (rule === null || this.finished === null) return;
    if (showFinding(this.content, rule)) {
      this.desk.announce(t('It is still so.'));
      return;
    }
    this.desk.announce(t('It is no longer found.'));
    this.content.querySelector<HTMLElement>('#findings')?.scrollIntoView();
  }
}

/** What is kept is drawn again after a reload: nobody asked for the finding then. */
function withoutShow({ type, pair, view }: Finished): Finished {
  return { type, pair, view };
}

type Finished = NonNullable<PageState['finished']>;
