import type { Failure } from '../../core/model/failure';

/** What a node of a cluster says about a key that it cannot serve now. */
export type Redirect =
  /** The slot belongs to another node, or is on its way there (`ask`). An empty host means that of the asked node. */
  | { readonly kind: 'moved' | 'ask'; readonly slot: number; readonly host: string; readonly port: number }
  /** Later, or by another node that is not known yet. */
  | { readonly kind: 'wait'; readonly failure?: Failure };

const WAIT: Redirect = { kind: 'wait' };

/** Reads an error reply; null when it is about something else. */
export function readRedirect(message: string): Redirect | null {
  const moved = /^(MOVED|ASK) (\d+) (.*):(\d+)$/.exec(message);
  if (moved !== null) {
    const [, word, slot, host = '', port] = moved;
    return { kind: word === 'ASK' ? 'ask' : 'moved', slot: Number(slot), host, port: Number(port) };
  }
  return /^(TRYAGAIN|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY)/.test(message) ? WAIT : null;
}
