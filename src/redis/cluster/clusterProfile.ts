import type { DatabaseProfile, Profile } from '../../core/model/profile';
import { versionAtLeast } from '../../core/model/profile';

/**
 * The profile of a cluster from those of its masters: sums, and for abilities the oldest of them.
 * @param runId the same through whichever node the cluster was reached
 * @param databaseLimit databases of each node
 */
export function clusterProfile(
  [first, ...others]: readonly [Profile, ...Profile[]],
  runId: string,
  databaseLimit: number,
): Profile {
  const profiles = [first, ...others];
  const oldest = others.reduce(
    (found, profile) => (versionAtLeast(profile.version, found.version) ? found : profile),
    first,
  );
  const rdbVersions = profiles.flatMap(({ rdbVersion }) => (rdbVersion === null ? [] : [rdbVersion]));
  const limits = profiles.map(({ maxMemory }) => maxMemory);
  return {
    ...oldest,
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
    functionLibraries: Math.max(...profiles.map(({ functionLibraries }) => functionLibraries)),
  };
}

/** What one node's clock says of all of them: wrong by as much as they differ. */
function clockErrorOf(one: Profile, all: readonly Profile[]): number | null {
  let error = 0;
  for (const { clockOffset, clockError } of all) {
    if (clockError === null) return null;
    error = Math.max(error, Math.abs(clockOffset - one.clockOffset) + clockError);
  }
  return error;
}

function mergeDatabases(profiles: readonly Profile[]): DatabaseProfile[] {
  const merged = new Map<number, DatabaseProfile>();
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
            expiring: other.expiring + database.expiring,
            hashesWithFieldTtl:
              other.hashesWithFieldTtl === null || hashesWithFieldTtl === null
                ? null
                : other.hashesWithFieldTtl + hashesWithFieldTtl,
          },
    );
  }
  return [...merged.values()].sort((a, b) => a.index - b.index);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
