import type { PageMessage } from '../../src/bridge/messages';
import type { Route } from '../../src/core/model/route';
import type { Severity } from '../../src/core/model/finding';
import type { Fold } from './routeRows';

/** Which findings are to be seen; `` for all. */
export interface FindingFilter {
  severity: Severity | '';
  route: Route | '';
}

/** What the parts of a page can do, and what they keep while it is drawn anew. */
export interface PageDesk {
  readonly send: (message: PageMessage) => void;
  /** Has it read aloud, for who does not see what changed. */
  readonly announce: (text: string) => void;
  /** Checks again, and comes back to the finding of that rule. */
  readonly recheck: (rule: string) => void;
  readonly filter: FindingFilter;
  readonly blockedRoutes: Fold;
}
