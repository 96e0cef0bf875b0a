/**
 * A key of an RDB file, and what its value is. There is one object for all keys of a file: it is overwritten when the next
 * one is read, its name too.
 */
export interface WalkedKey {
  database: number;
  /** Of a name longer than a mebibyte only the beginning. */
  key: Uint8Array;
  /** The type byte; see ValueType. */
  type: number;
  /** Milliseconds since the epoch; 0 for none. */
  expireAt: number;
  /** Of what the value holds, unpacked: for a string its length. */
  bytes: number;
  /** Elements, fields, members or entries; 1 for a string or a module's value, null where a packed value does not count them. */
  elements: number | null;
  /** Fields of a hash with a TTL of their own. */
  ttlFields: number;
  /** Consumer groups of a stream. */
  groups: number;
  /** Whether idempotent producers have used a stream (Redis 8.6). */
  idempotency: boolean;
  /** The module's name for its type; empty for other values. */
  moduleType: string;
}

/** What walking a value finds. */
export type WalkedValue = Omit<WalkedKey, 'database' | 'key' | 'expireAt'>;

/** A key of which nothing was found yet. */
export function emptyKey(): WalkedKey {
  return {
    database: 0,
    key: new Uint8Array(0),
    type: 0,
    expireAt: 0,
    bytes: 0,
    elements: 0,
    ttlFields: 0,
    groups: 0,
    idempotency: false,
    moduleType: '',
  };
}
