/** A snapshot of a replication group, a cache cluster or a serverless cache. */
export interface CloudSnapshot {
  readonly name: string;
  readonly arn: string | null;
  readonly status: string;
  /** `manual`, `automated` … */
  readonly source: string | null;
  readonly engine: string | null;
  readonly version: string | null;
  /** The id of what was saved. */
  readonly of: string;
  /** Milliseconds since the epoch; null where it is not told. */
  readonly takenAt: number | null;
  /** `14 MB`, as told; of a snapshot of several shards one for each. */
  readonly sizes: readonly string[];
}

/** Something that happened to a cache. */
export interface CloudEvent {
  /** `replication-group`, `cache-cluster`, `serverless-cache` … */
  readonly sourceType: string;
  readonly source: string;
  readonly message: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A parameter whose value is not that of its family. */
export interface ChangedParameter {
  readonly name: string;
  readonly value: string;
  /** Null where the family does not tell. */
  readonly usual: string | null;
  readonly needsReboot: boolean;
}

/** A parameter group, and what in it is not as in its family. */
export interface ParameterGroup {
  readonly name: string;
  /** `valkey8`; null where it is not told. */
  readonly family: string | null;
  readonly changed: readonly ChangedParameter[];
}

/** A global datastore and its members by region. */
export interface GlobalDatastore {
  readonly id: string;
  readonly status: string;
  readonly engine: string | null;
  readonly version: string | null;
  readonly members: readonly {
    readonly group: string;
    readonly region: string;
    readonly role: string | null;
    readonly status: string | null;
  }[];
}

/** What snapshots and events may be asked of. */
export interface CloudRef {
  readonly kind: 'replication group' | 'serverless' | 'cluster';
  readonly id: string;
}
