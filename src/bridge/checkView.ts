import type { Finding } from '../core/model/finding';
import type { Route, RouteVerdict } from '../core/model/route';

/** One line of the table that sets the two ends side by side. */
export interface FactRow {
  readonly label: string;
  readonly source: string;
  /** null without a target. */
  readonly target: string | null;
}

/** How many of the keys that were looked at are of one kind. */
export interface KindRow {
  readonly kind: string;
  readonly count: string;
  /** 0 to 1. */
  readonly share: number;
}

/** One way to migrate, in words. */
export interface RouteRow {
  readonly route: Route;
  /** `Online migration (AWS)` */
  readonly name: string;
  readonly verdict: RouteVerdict;
  /** Ids of rules. */
  readonly reasons: readonly string[];
  readonly duration: string;
  /** For how long nothing may be written. */
  readonly downtime: string;
  readonly cost: string;
  readonly steps: readonly string[];
  readonly recommended: boolean;
}

/** A check as the page shows it: worded and formatted, so that the page only draws. */
export interface CheckView {
  /** `warned`: a copy can start, but there is something to know first. `unjudged`: there is no target to judge by. */
  readonly verdict: 'ready' | 'warned' | 'blocked' | 'unjudged';
  readonly headline: string;
  /** Milliseconds since the epoch: the page says it in the user's own time. */
  readonly checkedAt: number;
  /** Whether a plain RESTORE would be refused, as a sentence; null when there is nothing to say. */
  readonly restore: string | null;
  /** What will be lost, a sentence each; null without a target. */
  readonly losses: readonly string[] | null;
  readonly findings: readonly Finding[];
  /** None without a target. */
  readonly routes: readonly RouteRow[];
  /** Why the recommended route is the one, as a sentence; null when none is. */
  readonly because: string | null;
  readonly facts: readonly FactRow[];
  readonly kinds: {
    /** How many keys stand behind the rows. */
    readonly note: string;
    readonly rows: readonly KindRow[];
  };
}
