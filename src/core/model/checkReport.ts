import type { Deployment } from './deployment';
import type { Finding } from './finding';
import type { KeySample } from './keySample';
import type { NodeFit, RoutePlan } from './plan';
import type { PartialProfile } from './partialProfile';
import type { Product, Profile } from './profile';
import type { RdbFacts } from './rdbFacts';
import type { Rehearsal } from './rehearsal';
import type { Route, RouteVerdict } from './route';
import type { Loss } from './run';
import type { ServerFacts } from './serverFacts';
import type { ValueKind } from './valueKind';

/** How many keys of one kind there are. */
export interface KindCount {
  readonly kind: ValueKind;
  readonly count: number;
}

/** Signs the finding that a server does not tell its whole profile. */
export const UNSEEN = 'access.profile';

/** A report on servers that tell all of their profiles. */
export type WholeReport = CheckReport & {
  readonly profile: { readonly source: Profile; readonly target: Profile | null };
};

/** What becomes of a file on an engine version that ElastiCache offers. */
export interface EngineFit {
  readonly product: Product;
  readonly version: string;
  /** Of a cache that is created from the file, and of a copy out of a server that holds it. */
  readonly seed: RouteVerdict;
  readonly copy: RouteVerdict;
  /** Ids of the rules behind that. */
  readonly reasons: readonly string[];
  readonly losses: readonly Loss[];
}

/** What was probed. */
export interface CheckedProfiles {
  readonly source: PartialProfile;
  readonly target: PartialProfile | null;
}

/** What is known of both ends of a check; null for a target that there is none of, or an end that was not asked. */
export interface CheckedEnds<Part> {
  readonly source: Part | null;
  readonly target: Part | null;
}

/** What a check found; `--json` prints it as a CheckDocument. */
export interface CheckReport {
  readonly status: 'ready' | 'blocked';
  readonly profile: CheckedProfiles;
  /** The only database of the source that a copy takes, as its address names it; absent for every one. */
  readonly sourceDatabase?: number;
  /** What the servers tell beyond their profiles. */
  readonly facts: CheckedEnds<ServerFacts>;
  /** Where they run, as far as their addresses tell. */
  readonly places: CheckedEnds<Deployment>;
  /** What the file tells that is the source; absent for a server. */
  readonly file?: RdbFacts;
  /** What a look at some of the source's keys found; null when they may not be read. */
  readonly sample: KeySample | null;
  /** What a short read of the source measured; null when none was asked for, or its keys may not be read. */
  readonly rehearsal: Rehearsal | null;
  /** Why nothing was measured though it was asked for, as a clause. */
  readonly notRehearsed?: string;
  /** null without a target, or when an RDB version is not known. */
  readonly plainRestoreRefused: boolean | null;
  readonly kinds: {
    readonly counts: readonly KindCount[];
    /** Keys looked at. */
    readonly sampled: number;
    /** True when every key was looked at. */
    readonly complete: boolean;
  };
  readonly losses: readonly Loss[];
  readonly findings: readonly Finding[];
  /** Every way to migrate, judged; empty without a target. */
  readonly routes: readonly RoutePlan[];
  /** The one to take; null when every one is blocked, or there is no target. */
  readonly recommended: Route | null;
  /** Why that one, as a sentence; empty when there is none. */
  readonly because: string;
  /** What versions of ElastiCache make of a file; absent for a server, and with a target. */
  readonly engines?: readonly EngineFit[];
  /** Node types that would hold the source's data, the smallest of each family. */
  readonly nodeTypes: readonly NodeFit[];
}
