import type { Failure } from './failure';
import type { DatabaseProfile, Profile } from './profile';
import { t } from './t';

/** Figures that a server tells by INFO alone. */
type Told =
  'product' | 'version' | 'role' | 'keys' | 'usedMemory' | 'maxMemory' | 'evictedKeys' | 'functionLibraries';

/** See DatabaseProfile. */
export interface PartialDatabase extends Omit<DatabaseProfile, 'expiring'> {
  readonly expiring: number | null;
}

/**
 * A profile as far as this user gets one: enough to look at an endpoint, not to copy from or to it. null is what the server
 * does not tell; nothing stands in for it.
 */
export type PartialProfile = Omit<Profile, Told | 'databases'> & {
  readonly [Part in Told]: Profile[Part] | null;
} & {
  /** Those that are known to hold keys; where `keys` is null there may be others. */
  readonly databases: readonly PartialDatabase[];
};

/** What could be learned of an endpoint. */
export interface Look {
  readonly profile: PartialProfile;
  /** Why that is not the whole profile, so that nothing can be copied; null where it is. */
  readonly refused: Failure | null;
}

/** What the profile of one node says of its cluster: what it is, and nothing of amounts. */
export function partOfCluster(node: PartialProfile): PartialProfile {
  return {
    ...node,
    runId: '',
    mode: 'cluster',
    role: 'primary',
    databases: [],
    keys: null,
    usedMemory: null,
    maxMemory: null,
    evictedKeys: null,
  };
}

/** The whole profile. @throws Failure when it could not be had */
export function wholeProfile({ profile, refused }: Look): Profile {
  if (refused !== null) throw refused;
  return profile as Profile;
}

/** True where nothing is missing of a profile. */
export function isWholeProfile(profile: PartialProfile): profile is Profile {
  return lacking(profile).length === 0 && profile.databases.every(({ expiring }) => expiring !== null);
}

/** A profile that rules can judge. */
export type KnownServer = PartialProfile & Pick<Profile, 'product' | 'version'>;

/** True where it is known what the server is. */
export function isKnownServer(profile: PartialProfile): profile is KnownServer {
  return profile.product !== null && profile.version !== null;
}

const WORDS: Readonly<Record<Told, () => string>> = {
  product: () => t('product'),
  version: () => t('version'),
  role: () => t('role'),
  keys: () => t('number of keys'),
  usedMemory: () => t('memory in use'),
  maxMemory: () => t('memory limit'),
  evictedKeys: () => t('evicted keys'),
  functionLibraries: () => t('number of function libraries'),
};

/** What a profile lacks, in words. */
export function lacking(profile: PartialProfile): string[] {
  return (Object.keys(WORDS) as Told[]).filter((part) => profile[part] === null).map((part) => WORDS[part]());
}
