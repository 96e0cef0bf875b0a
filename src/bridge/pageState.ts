import type { EndpointPair } from './endpointPair';
import type { HostMessage } from './messages';

/** Raise it when what the page keeps changes shape: what an older page kept is then not drawn, only its ids are read. */
export const PAGE_STATE_VERSION = 3;

/** What the page keeps in the editor across a reload of the window. Holds no secret. */
export interface PageState {
  readonly version: typeof PAGE_STATE_VERSION;
  readonly pair: EndpointPair;
  /** The last check that came to its end, to be shown until the next one. */
  readonly finished: Extract<HostMessage, { type: 'check.finished' }> | null;
}
