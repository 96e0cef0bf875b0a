import type { PartialDatabase, PartialProfile } from '../../core/model/partialProfile';
import { versionAtLeast } from '../../core/model/profile';

/**
 * The profile of a cluster from those of its masters: sums, and for abilities the oldest of them.
 * @param runId the same through whichever node the cluster was reached
 * @param databaseLimit databases of each node
 */
export function clusterProfile(
  [first, ...others]: readonly [PartialProfile, ...PartialProfile[]],
  runId: string,
  databaseLimit: number,
): PartialProfile {
  const profiles = [first, ...others];
  const oldest = others.reduce(
    (found, profile) => (isOlder(profile.version, found.version) ? profile : found),
    first,
  );
  const rdbVersions = profiles.flatMap(({ rdbVersion }) => (rdbVersion === null ? [] : [rdbVersion]));
  const limits = profiles.map(({ maxMemory }) => maxMemory);
  // Each master has one of its own.
  const whole = { ...oldest };
  Reflect.deleteProperty(whole, 'replicationId');
  return {
    ...whole,
    runId,
    rdbVersion: rdbVersions.length === 0 ? null : Math.min(...rdbVersions),
    mode: 'cluster',
    role: 'primary',
    databases: mergeDatabases(profiles),
    databaseLimit,
    keys: sum(profiles.map(({ keys }) => keys)),
    evictedKeys: sum(profiles.map(({ evictedKeys }) => evictedKeys)),
    usedMemory: sum(profiles.map(({ usedMemory }) => usedMemory)),
    maxMemory: limits.includes(0) ? 0 : sum(limits),
    modules: [...new Set(profiles.flatMap(({ modules }) => modules))],
    clockError: clockErrorOf(oldest, profiles),
    functionLibraries: most(profiles.map(({ functionLibraries }) => functionLibraries)),
  };
}

/** What one node's clock says of all of them: wrong by as much as they differ. */
function clockErrorOf(one: PartialProfile, all: readonly PartialProfile[]): number | null {
  let error = 0;
  for (const { clockOffset, clockError } of all) {
    if (clockError === null) return null;
    error = Math.max(error, Math.abs(clockOffset - one.clockOffset) + clockError);
  }
  return error;
}

function mergeDatabases(profiles: readonly PartialProfile[]): PartialDatabase[] {
  const merged = new Map<number, PartialDatabase>();
  for (const database of profiles.flatMap(({ databases }) => databases)) {
    const other = merged.get(database.index);
    const { hashesWithFieldTtl } = database;
    merged.set(
      database.index,
      other === undefined
        ? database
        : {
            index: database.index,
            keys: other.keys + database.keys,
            expiring: sum([other.expiring, database.expiring]),
            hashesWithFieldTtl: sum([other.hashesWithFieldTtl, hashesWithFieldTtl]),
          },
    );
  }
  return [...merged.values()].sort((a, b) => a.index - b.index);
}

/** What is not known of one of them is not known of all. */
function sum(figures: readonly (number | null)[]): number | null {
  return combined(figures, (total, figure) => total + figure);
}

function most(figures: readonly (number | null)[]): number | null {
  return combined(figures, Math.max);
}

function combined(
  figures: readonly (number | null)[],
  both: (one: number, other: number) => number,
): number | null {
  let whole = 0;
  for (const figure of figures) {
    if (figure === null) return null;
    whole = both(whole, figure);
  }
  return whole;
}

/** A server whose version is not known may be the oldest. */
function isOlder(version: string | null, than: string | null): boolean {
  if (version === null || than === null) return version === null;
  return !versionAtLeast(version, than);
}
