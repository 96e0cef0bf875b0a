import type { Profile } from '../../src/core/model/profile';

/** A profile of which only some parts matter: an empty Redis 8.0 for the rest. */
export function profileOf(
  parts: Partial<Profile> & {
    readonly holds?: Readonly<Record<number, number>>;
    readonly fieldTtls?: number;
  } = {},
): Profile {
  const { holds = {}, fieldTtls = null, ...rest } = parts;
  const databases = Object.entries(holds).map(([index, keys]) => ({
    index: Number(index),
    keys,
    expiring: 0,
    hashesWithFieldTtl: fieldTtls,
  }));
  return {
    runId: 'run',
    product: 'redis',
    version: '8.0.2',
    rdbVersion: 12,
    mode: 'standalone',
    role: 'primary',
    databases,
    databaseLimit: 16,
    keys: databases.reduce((sum, { keys }) => sum + keys, 0),
    evictedKeys: 0,
    usedMemory: 1_000_000,
    maxMemory: 0,
    maxMemoryPolicy: 'noeviction',
    modules: [],
    functionLibraries: 0,
    clockOffset: 0,
    clockError: 0,
    ...rest,
  };
}
