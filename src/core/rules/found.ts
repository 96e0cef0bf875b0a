import type { Deployment } from '../model/deployment';
import type { Finding } from '../model/finding';
import type { KeySample } from '../model/keySample';
import type { PartialProfile } from '../model/partialProfile';
import type { Rehearsal } from '../model/rehearsal';
import type { RdbFacts } from '../model/rdbFacts';
import type { ServerFacts } from '../model/serverFacts';
import type { EndName } from '../plan/routeSteps';
import type { KindSample } from '../ports';

/** What is known of one end of a check: of a server that was asked, of a file, or of a cache that is only planned. */
export interface FoundEnd {
  readonly profile: PartialProfile;
  /** What it tells beyond its profile; null where nobody could be asked. */
  readonly facts: ServerFacts | null;
  readonly place: Deployment;
  /** What it refuses us. */
  readonly refusals: readonly Finding[];
  /** What to call it in steps and commands. */
  readonly name: EndName;
  /** The only database that is meant; absent for every one. */
  readonly database?: number;
}

/** A source, with a look at its keys. */
export interface FoundSource extends FoundEnd {
  readonly kinds: KindSample;
  /** null where its keys could not be looked at. */
  readonly sample: KeySample | null;
  /** What a short read of it measured; absent when none was asked for, or its keys may not be read. */
  readonly rehearsal?: Rehearsal;
  /** Why it was not measured, as a clause; absent when it was, or was not to be. */
  readonly notRehearsed?: string;
  /** What a file tells; absent for a server. */
  readonly file?: RdbFacts;
}

/** The kinds in a sample, for rules that need no more. */
export function kindsOf(sample: KeySample | null): KindSample {
  if (sample === null) return { counts: new Map(), keys: 0, complete: false };
  const { kinds, keys, complete } = sample;
  return { counts: new Map(kinds.map(({ kind, count }) => [kind, count])), keys, complete };
}
