import type { CheckView } from './checkView';
import type { EndpointPair, PairEnd } from './endpointPair';

/** Why a check did not come about, as the three sentences of a Failure; and at which end, if at one. */
export interface Problem {
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly end: PairEnd | null;
  /** True where a tunnel to that end may help. */
  readonly outOfReach?: boolean;
}

/** What the extension tells its page. Each says all that the page needs to draw itself. */
export type HostMessage =
  | { readonly type: 'check.started'; readonly pair: EndpointPair }
  | {
      readonly type: 'check.finished';
      readonly pair: EndpointPair;
      readonly view: CheckView;
      /** The rule of the finding to bring before the user. */
      readonly show?: string;
    }
  | { readonly type: 'check.failed'; readonly pair: EndpointPair; readonly problem: Problem };

/** What the page asks of the extension. It names no endpoint: the panel knows whose page it is. */
export type PageMessage =
  /** The page can listen now. `showsCheck`: it still has an earlier check to show. */
  | { readonly type: 'page.ready'; readonly showsCheck: boolean }
  | { readonly type: 'check.again' }
  | { readonly type: 'copy.open' }
  | { readonly type: 'target.choose' }
  | { readonly type: 'endpoint.edit'; readonly end: PairEnd }
  | { readonly type: 'tunnel.setUp'; readonly end: PairEnd }
  | { readonly type: 'log.show' }
  | { readonly type: 'text.copy'; readonly text: string }
  /** Of the finding of that rule. */
  | { readonly type: 'setting.use'; readonly rule: string }
  | { readonly type: 'report.export'; readonly format: ExportFormat };

/** In which form a report is handed on. */
export type ExportFormat = 'markdown' | 'json';
