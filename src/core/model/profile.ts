/** Who made the server. Valkey answers `redis_version:7.2.4` to old clients, so the product decides, not that line. */
export type Product = 'redis' | 'valkey';

/** How the server is arranged. One that Sentinels watch counts as standalone. */
export type Mode = 'standalone' | 'cluster';

/** One database that holds keys. */
export interface DatabaseProfile {
  readonly index: number;
  readonly keys: number;
  /** Keys with an expiry. */
  readonly expiring: number;
  /**
   * Hashes with field TTLs, where the server counts them (Redis 7.4+, Valkey 9+); else null. Redis 8.0 was seen to count
   * a hash on after all its field TTLs were removed, so this is the most that there can be.
   */
  readonly hashesWithFieldTtl: number | null;
}

/** One master of a cluster. */
export interface ShardProfile {
  /** `host:port`, as the cluster tells it. */
  readonly address: string;
  /** Keys by database; only those with data. */
  readonly keys: Readonly<Record<number, number>>;
  /** Of these, keys with an expiry; absent where that is not told. */
  readonly expiring?: Readonly<Record<number, number>>;
  /** How many slots it serves. */
  readonly slots?: number;
}

/**
 * What probing an endpoint found. Every figure was read from the server, none is guessed; of a cache that is only planned it
 * is what its engine, version and node type imply.
 */
export interface Profile {
  /** Changes when the server restarts; two endpoints with one run id are one server. */
  readonly runId: string;
  /** Names its stream of writes, which a primary and its replicas share; absent where it is not told, and of a cluster. */
  readonly replicationId?: string;
  /** Of a cluster: the process that each master is, by the cluster's id of the node. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** Of a cluster: what each master is called and holds, by the cluster's id of the node. */
  readonly shards?: Readonly<Record<string, ShardProfile>>;
  readonly product: Product;
  /** As the product counts: `8.0.2`, `9.1.2`. */
  readonly version: string;
  /** Read from the footer of a DUMP payload or of FUNCTION DUMP; null when neither could be had. */
  readonly rdbVersion: number | null;
  readonly mode: Mode;
  readonly role: 'primary' | 'replica';
  /** Names the last time that it was made a primary out of a replica; absent when it never was in its life. */
  readonly promotion?: string;
  /** Only those with data, by index. */
  readonly databases: readonly DatabaseProfile[];
  /** How many databases it can hold; null when the server does not tell (CONFIG refused). */
  readonly databaseLimit: number | null;
  /** Keys of all databases. */
  readonly keys: number;
  /** Bytes. */
  readonly usedMemory: number;
  /** Bytes; 0 means no limit. */
  readonly maxMemory: number;
  /** Keys that the server evicted since it started, to stay under that limit. */
  readonly evictedKeys: number;
  /** `noeviction`, `allkeys-lru` …; null when the server does not tell. */
  readonly maxMemoryPolicy: string | null;
  /** Names of loaded modules; empty when there are none or the server does not tell. */
  readonly modules: readonly string[];
  /** Function libraries; 0 before Redis 7. */
  readonly functionLibraries: number;
  /** The server's clock minus ours, in milliseconds; 0 when it does not tell. */
  readonly clockOffset: number;
  /** Milliseconds by which that may be wrong: half a round trip. null when the server does not tell its time. */
  readonly clockError: number | null;
}

/** What a run's result says of an end: enough to know it, nothing that changes while the run goes on. */
export interface EndpointSummary {
  readonly product: Product;
  readonly version: string;
  readonly rdbVersion: number | null;
}

/** The lasting part of a profile. */
export function summarize(profile: Profile): EndpointSummary {
  return { product: profile.product, version: profile.version, rdbVersion: profile.rdbVersion };
}

/** True if `version` (dotted numbers) is at least `floor`. */
export function versionAtLeast(version: string, floor: string): boolean {
  const have = version.split('.').map(Number);
  const want = floor.split('.').map(Number);
  for (const [index, wanted] of want.entries()) {
    const had = have[index] ?? 0;
    if (had !== wanted) return had > wanted;
  }
  return true;
}
