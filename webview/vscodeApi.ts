import { PAGE_STATE_VERSION } from '../src/bridge/pageState';
import type { PageState } from '../src/bridge/pageState';
import type { HostMessage, PageMessage } from '../src/bridge/messages';
import type { WizardIntent } from '../src/bridge/wizardMessages';
import type { WizardShown } from '../src/bridge/wizardView';
import type { WizardPageState } from '../src/bridge/wizardState';

/** What the editor gives a page. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

// The editor hands it out once; it stays in this file.
const api = acquireVsCodeApi();

/** Asks something of the extension. */
export function send(message: PageMessage | WizardIntent): void {
  api.postMessage(message);
}

/** Calls `listener` for everything that the extension says. */
export function listen(listener: (message: HostMessage | WizardShown) => void): void {
  // The window's own messages come from the editor's frame alone, and the extension is their only author.
  window.addEventListener('message', (event: MessageEvent<HostMessage | WizardShown>) => {
    listener(event.data);
  });
}

/** Keeps the state across a reload of the window. */
export function keep(state: PageState | WizardPageState): void {
  api.setState(state);
}

/** What was kept by this version of the page, if anything. */
export function kept(): PageState | null {
  const state = api.getState() as Partial<PageState> | null | undefined;
  return state?.version === PAGE_STATE_VERSION ? (state as PageState) : null;
}
