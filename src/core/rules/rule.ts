import type { Deployment } from '../model/deployment';
import type { Finding, Severity } from '../model/finding';
import type { KeySample } from '../model/keySample';
import type { KnownServer } from '../model/partialProfile';
import type { Profile } from '../model/profile';
import type { RdbFacts } from '../model/rdbFacts';
import type { ServerFacts } from '../model/serverFacts';
import type { DatabaseChoice } from '../plan/pairDatabases';
import type { KindSample } from '../ports';

/** What a rule may look at. */
export interface Evidence {
  readonly source: KnownServer;
  readonly target: KnownServer;
  readonly kinds: KindSample;
  /** The databases that the addresses name, or those that the copy was told to take. */
  readonly choice: DatabaseChoice;
  /** What the ends tell of themselves beyond their profiles; null when they were not asked. */
  readonly facts: Ends<ServerFacts | null>;
  /** Where the ends run. */
  readonly places: Ends<Deployment>;
  /** A look at the source's keys; null when there was none. */
  readonly sample: KeySample | null;
  /** What the file tells that is the source; absent for a server. */
  readonly file?: RdbFacts;
}

/** One of each. */
export interface Ends<Part> {
  readonly source: Part;
  readonly target: Part;
}

/** What a rule says: a finding that its rule signs. */
export type Verdict = Omit<Finding, 'rule' | 'docs'>;

/** How a fact is known. */
export type Basis = 'documented' | 'measured' | 'inferred';

/** One thing that a pair of endpoints may trip over. Pure: the same evidence gives the same findings. */
export interface Rule {
  /** `domain.subject`, stable. */
  readonly id: string;
  /** The worst that it says. */
  readonly severity: Severity;
  /** What it looks for, as a clause: `the target takes no writes`. */
  readonly what: string;
  /** Why that matters, as a sentence. */
  readonly why: string;
  /** The address of a page that says so, or about it. */
  readonly docs: string;
  /** Where the fact comes from: that page, servers that were measured, or a conclusion from either. */
  readonly basis: Basis;
  evaluate(evidence: Evidence): readonly Verdict[];
}

/** What a rule finds, signed. */
export function findingsOf(rule: Rule, evidence: Evidence): Finding[] {
  return rule.evaluate(evidence).map((verdict) => ({ rule: rule.id, docs: rule.docs, ...verdict }));
}

/** `Valkey 8.1.1` */
export function productName(profile: Pick<Profile, 'product' | 'version'>): string {
  return `${profile.product === 'valkey' ? 'Valkey' : 'Redis'} ${profile.version}`;
}
