import type { Route, RouteVerdict } from './route';

/** How long something takes, in seconds. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** How long a route takes. */
export interface Estimate {
  /** From the beginning to the end; null where nothing is known of it. */
  readonly duration: Span | null;
  /** For how long nothing may be written; null where nothing is known of it. */
  readonly downtime: Span | null;
  /** What the figures rest on. */
  readonly basis: string;
}

/** One way to migrate, judged. */
export interface RoutePlan {
  readonly route: Route;
  readonly verdict: RouteVerdict;
  /** Ids of the rules behind a verdict that is not `ready`: what blocks first, then what makes it risky. */
  readonly reasons: readonly string[];
  readonly steps: readonly string[];
  readonly estimate: Estimate;
  /** What it costs beside time, with the day on which that was read. */
  readonly cost: string;
}

/** Every route, and the one to take. */
export interface Plan {
  /** In the order of ROUTES. */
  readonly routes: readonly RoutePlan[];
  /** null when every route is blocked. */
  readonly recommended: Route | null;
  /** Why that one, as a sentence; empty when there is none. */
  readonly because: string;
}

/** A node type and what its `maxmemory` is, in bytes. */
export interface NodeType {
  readonly name: string;
  readonly bytes: number;
}

/** A node type that fits, with how full it would be. */
export interface NodeFit extends NodeType {
  /** Shards of it. */
  readonly shards: number;
  /** Bytes of data that it takes in all, less what is reserved. */
  readonly usable: number;
  /** Share of that which stays free, 0 to 1. */
  readonly headroom: number;
}
