import type { Finding } from '../model/finding';
import type { Profile } from '../model/profile';
import type { DatabaseChoice } from '../plan/pairDatabases';
import type { KindSample } from '../ports';

/** What a rule may look at. */
export interface Evidence {
  readonly source: Profile;
  readonly target: Profile;
  readonly kinds: KindSample;
  /** The databases that the addresses name. */
  readonly choice: DatabaseChoice;
}

/** One thing that a pair of endpoints may trip over. Pure: the same evidence gives the same findings. */
export interface Rule {
  /** `domain.subject`, stable. */
  readonly id: string;
  evaluate(evidence: Evidence): readonly Omit<Finding, 'rule'>[];
}

/** `Valkey 8.1.1` */
export function productName(profile: Pick<Profile, 'product' | 'version'>): string {
  return `${profile.product === 'valkey' ? 'Valkey' : 'Redis'} ${profile.version}`;
}

/** `1,204 hashes`, `1 hash` */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
