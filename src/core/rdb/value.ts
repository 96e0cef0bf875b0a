/** A member of a sorted set. */
export interface ScoredMember {
  readonly member: Uint8Array;
  readonly score: number;
}

/** A field of a hash. */
export interface HashField {
  readonly field: Uint8Array;
  readonly value: Uint8Array;
  /** Milliseconds since the epoch; 0 means none. */
  readonly expireAt: number;
}

/** An entry of a stream; its id as `ms-seq`. */
export interface StreamEntry {
  readonly id: string;
  /** Field, value, field, value … */
  readonly fields: readonly Uint8Array[];
}

/** A message delivered to a consumer and not yet acknowledged. */
export interface PendingEntry {
  readonly id: string;
  readonly consumer: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly deliveredAt: number;
  readonly deliveries: number;
}

/** A consumer group. */
export interface StreamGroup {
  readonly name: Uint8Array;
  readonly lastId: string;
  /** null where the format has none (before Redis 7). */
  readonly entriesRead: string | null;
  readonly pending: readonly PendingEntry[];
  readonly consumers: readonly Uint8Array[];
}

/** A stream. The last three figures are null where the format has none (before Redis 7). */
export interface StreamValue {
  readonly kind: 'stream';
  readonly entries: readonly StreamEntry[];
  readonly lastId: string;
  readonly maxDeletedId: string | null;
  readonly entriesAdded: string | null;
  readonly groups: readonly StreamGroup[];
  /** Present when it holds the state of idempotent producers (Redis 8.6). */
  readonly idempotency?: true;
}

/** What a payload means, whatever its encoding. Sets and hashes come in the order of the payload, which has no meaning. */
export type Value =
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'list'; readonly items: readonly Uint8Array[] }
  | { readonly kind: 'set'; readonly members: readonly Uint8Array[] }
  | { readonly kind: 'zset'; readonly members: readonly ScoredMember[] }
  | { readonly kind: 'hash'; readonly fields: readonly HashField[] }
  | StreamValue;
