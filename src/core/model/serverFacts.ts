/**
 * What a server tells of itself beyond its profile, for the rules of a check. Every part that it does not tell, or not to
 * this user, is null: nothing is guessed. Holds no secret: settings that may be one are never asked for.
 *
 * Of a cluster it is what its masters tell together: amounts are summed up unless their docstring says otherwise, lists
 * are united, and of states the worst counts. What one of them does not tell is null.
 */
export interface ServerFacts {
  /** Settings by their names, as CONFIG GET gives them; one that is missing is not known to the server. Of a cluster its first node's. */
  readonly settings: Readonly<Record<string, string>> | null;
  /** Whether we are connected by TLS; of a cache that is only planned whether it will have it, null where that is open. */
  readonly tls: boolean | null;
  readonly access: AccessFacts;
  /**
   * Names of the commands that the server offers, in lower case, from Redis 7 on subcommands too, as `config|get`. One that was
   * renamed is missing. Of a cluster those that every node offers.
   */
  readonly commands: readonly string[] | null;
  /** How often each command was called since the server started, subcommands as `config|get`, in lower case. */
  readonly calls: Readonly<Record<string, number>> | null;
  readonly replication: ReplicationFacts | null;
  readonly persistence: PersistenceFacts | null;
  readonly memory: MemoryFacts | null;
  readonly clients: ClientFacts | null;
  readonly modules: readonly ModuleFacts[] | null;
  /** Names of function libraries. */
  readonly libraries: readonly string[] | null;
  /** Scripts that the server holds in its cache (EVAL, SCRIPT LOAD); of a cluster's nodes the most. */
  readonly cachedScripts: number | null;
  /** Entries in the log of slow commands. */
  readonly slowCommands: number | null;
  /** Kinds of latency events that were recorded. */
  readonly latencyEvents: readonly string[] | null;
  /** null for a server that stands alone. */
  readonly cluster: ClusterFacts | null;
}

export interface AccessFacts {
  /** Who we are to the server. */
  readonly user: string | null;
  /** Whether the default user gets in without a password. */
  readonly open: boolean | null;
  /** Whether the default user is on and may use every command on every key. */
  readonly defaultUserUnlimited: boolean | null;
  /** Users beside the default one. */
  readonly otherUsers: number | null;
}

export interface ReplicationFacts {
  /** Replicas that are linked. */
  readonly replicas: number;
  /** The longest of their lags; null without replicas. */
  readonly lagSeconds: number | null;
  /** Of a replica: whether it is in touch with its primary; null for a primary. */
  readonly linkUp: boolean | null;
  /** Of a cluster's nodes the smallest. */
  readonly backlogBytes: number;
  /**
   * Bytes of writes in a second, as its replication offset grew while it was looked at; null when none is counted, since it
   * never had a replica. Of a cluster's nodes the most.
   */
  readonly writeBytesPerSecond: number | null;
}

export interface PersistenceFacts {
  /** Seconds since the last RDB file was written; null when there was none since the server started. Of a cluster the longest. */
  readonly secondsSinceSave: number | null;
  readonly changesSinceSave: number;
  readonly lastSaveOk: boolean;
  readonly appendOnly: boolean;
}

/** Bytes. */
export interface MemoryFacts {
  readonly used: number;
  readonly peak: number;
  /** What the process takes of the machine. */
  readonly resident: number;
  /** Values alone, without tables and buffers. */
  readonly dataset: number | null;
  /** Memory of the machine, or of a cluster's machines together; null where it is not told. */
  readonly system: number | null;
  /** Resident to used; of a cluster's nodes the most. */
  readonly fragmentation: number | null;
}

export interface ClientFacts {
  readonly connected: number;
  readonly limit: number | null;
  readonly blocked: number;
  /** Those that subscribe to channels. */
  readonly subscribers: number | null;
  /** Those that speak RESP3. */
  readonly resp3: number | null;
  /** Those that track keys for a cache of their own. */
  readonly tracking: number | null;
  /** Names and versions of the libraries of connected clients, as they tell: `redis-py 5.0.1`; 50 at most. */
  readonly libraries: readonly string[] | null;
  /** Those that are neither ours nor links of replication; absent where it is not told who is connected. */
  readonly others?: OtherClients;
}

/** Connections of others than this tool, of which each goes by the name `elasticache-migrator`. */
export interface OtherClients {
  readonly count: number;
  /** As ClientFacts has them. */
  readonly libraries: readonly string[] | null;
}

export interface ModuleFacts {
  readonly name: string;
  readonly version: number;
}

export interface ClusterFacts {
  readonly shards: number;
  /** 0 to 16384. */
  readonly slotsServed: number;
  /** The fewest that a shard has; null of a cache that is only planned. */
  readonly replicasPerShard: number | null;
  readonly ok: boolean;
}
