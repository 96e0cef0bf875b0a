import type { Finding } from '../core/model/finding';
import type { Route, RouteVerdict } from '../core/model/route';
import type { ChartView } from './chartView';

/** One line of the table that sets the two ends side by side. */
export interface FactRow {
  readonly label: string;
  readonly source: string;
  /** null without a target. */
  readonly target: string | null;
}

/** A finding, and what of our own settings does something about it. */
export interface ShownFinding extends Finding {
  /** What the button says that sets it, or shows it to be set. */
  readonly setting?: string;
}

/** A type of nodes that would hold the source's data. */
export interface NodeRow {
  readonly name: string;
  /** Bytes of data that it takes, in words. */
  readonly usable: string;
  /** How much of that stays free, in words. */
  readonly headroom: string;
}

/** A finding that decides on a route. */
export interface RouteReason {
  readonly rule: string;
  readonly message: string;
}

/** One way to migrate, in words. */
export interface RouteRow {
  readonly route: Route;
  /** `Online migration (AWS)` */
  readonly name: string;
  readonly verdict: RouteVerdict;
  /** What the verdict rests on. */
  readonly reasons: readonly RouteReason[];
  readonly duration: string;
  /** For how long nothing may be written. */
  readonly downtime: string;
  /** What the figures rest on. */
  readonly basis: string;
  /** What gets lost on this way, a sentence each. */
  readonly losses: readonly string[];
  /** With the day on which it was read. */
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
  readonly findings: readonly ShownFinding[];
  /** None without a target. */
  readonly routes: readonly RouteRow[];
  /** Why the recommended route is the one, as a sentence; null when none is. */
  readonly because: string | null;
  readonly facts: readonly FactRow[];
  /** What the ends do not tell, a sentence each. */
  readonly untold: readonly string[];
  readonly keys: {
    /** How many keys stand behind the charts, and how far that is to be trusted. */
    readonly note: string;
    /** None where there are no keys, or they may not be read. */
    readonly charts: readonly ChartView[];
  };
  /** The smallest node type of each family that holds the source; none where it is not known how much that is. */
  readonly nodes: readonly NodeRow[];
}
