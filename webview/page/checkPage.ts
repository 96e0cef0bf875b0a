import type { HostMessage, PageMessage } from '../../src/bridge/messages';
import { PAGE_STATE_VERSION } from '../../src/bridge/pageState';
import type { PageState } from '../../src/bridge/pageState';
import { actionsFor, drawActions } from './actions';
import { checkContent } from './checkContent';
import { endsPicture } from './endsPicture';
import { make } from './make';
import { problemNote } from './problemNote';
import { skeleton } from './skeleton';
import { statusLine } from './statusLine';

/** What the page does beyond drawing. */
interface World {
  readonly send: (message: PageMessage) => void;
  readonly keep: (state: PageState) => void;
}

/** The page of one check. Its frame stands; what changes is drawn anew within. */
export class CheckPage {
  private readonly ends = make('div');
  private readonly status = make('p', { class: 'status quiet', role: 'status', 'aria-live': 'polite' });
  private readonly content = make('div', { class: 'content' });
  private readonly bar = make('div', { class: 'actions', role: 'group', 'aria-label': 'Actions' });
  private finished: PageState['finished'] = null;

  constructor(
    root: HTMLElement,
    private readonly world: World,
  ) {
    this.content.append(skeleton());
    root.replaceChildren(
      make('header', {}, make('h1', {}, 'Compatibility check'), this.ends, this.status),
      this.content,
      this.bar,
    );
  }

  /** Draws what the extension said last. */
  show(message: HostMessage): void {
    this.ends.replaceChildren(endsPicture(message.pair));
    this.status.textContent = statusLine(message);
    const busy = message.type === 'check.started';
    this.content.setAttribute('aria-busy', String(busy));
    // While checking again, the last check stays to be read, and its buttons stay where the focus is.
    if (!busy || this.finished === null) this.content.replaceChildren(...contentOf(message));
    if (!busy || this.finished === null) drawActions(this.bar, actionsFor(message), this.world.send);
    if (!busy) this.finished = message.type === 'check.finished' ? message : null;
    this.world.keep({ version: PAGE_STATE_VERSION, pair: message.pair, finished: this.finished });
  }
}

function contentOf(message: HostMessage): HTMLElement[] {
  switch (message.type) {
    case 'check.started':
      return [skeleton()];
    case 'check.failed':
      return [problemNote(message.problem)];
    case 'check.finished':
      return checkContent(message.view, message.pair);
  }
}
