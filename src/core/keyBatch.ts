/** One key as the source gave it. */
export interface DumpedKey {
  readonly key: Uint8Array;
  /** The DUMP payload; null when the key was gone by the time it was read, or too large to be read. */
  readonly payload: Uint8Array | null;
  /** Whether it was too large; see LARGE. */
  readonly large?: true;
  /** Milliseconds since the epoch; 0 means no expiry. */
  readonly expireAt: number;
  /** See KeyBatch. */
  readonly idle?: number;
  /** See KeyBatch. */
  readonly frequency?: number;
}

/**
 * What a server keeps of a key's use, to choose whom to evict: the time since it was used last, or under an LFU policy how
 * often it is used.
 */
export type EvictionData = 'idle' | 'frequency';

/**
 * How far the scan of one database of one node has come. Cursors mean something to the process that gave them only: they
 * outlive a connection, not a restart. A node has several positions when it was scanned several times, for other slots each
 * time: all of them hold, so keep the last one of each node, database and slots.
 */
export interface ScanPosition {
  /** The cluster's id of the node; empty for a server that stands alone. */
  readonly node: string;
  /** The process that gave the cursor. */
  readonly runId: string;
  readonly database: number;
  /** The slots that this scan covers, as ranges such as `0-5460,9000`; empty for a server that stands alone. */
  readonly slots: string;
  /** Where to go on; `0` when the scan is over; empty when its process ended before it told: then it begins anew. */
  readonly cursor: string;
}

/** Names of keys, in an order. */
export interface Keys {
  readonly count: number;
  /** The name of a key. */
  key(index: number): Uint8Array;
}

/**
 * Keys read together, in columns: a batch of thousands is a few arrays, not thousands of objects. Columns stand in the
 * order of the keys.
 */
export interface KeyBatch extends Keys {
  readonly database: number;
  /** Holds every payload. A footer in it may be overwritten. */
  readonly bytes: Uint8Array;
  /** Where in `bytes` each payload begins. */
  readonly offsets: Uint32Array;
  /**
   * Bytes of each payload; -1 when the key was gone by the time it was read; LARGE (-2) when it was too large to be read,
   * which happens only to those who asked for it: then the byte at its offset still tells its kind.
   */
  readonly lengths: Int32Array;
  /** Milliseconds since the epoch; 0 means no expiry. */
  readonly expireAt: Float64Array;
  /** Seconds since each key was used last, as it was before this reading; -1 when not known. Only when it was asked for. */
  readonly idle?: Int32Array;
  /** How often each key is used, 0 to 255; -1 when not known. Only when it was asked for. */
  readonly frequency?: Int32Array;
  /** Bytes of all payloads. */
  readonly payloadBytes: number;
  /** Bytes that each key takes in the source's memory, -1 where it does not tell; absent when it was not asked. */
  readonly sizes?: Float64Array;
  /** Where the node's scan stands once this batch, and every earlier one of the same node, is written; absent when it stands where it stood. */
  readonly position?: ScanPosition;
  /**
   * Lets go of the payloads, of which nobody may ask from then on: what has passed a batch on may hold it for a while.
   * Absent where there is nothing to gain.
   */
  readonly release?: () => void;
  /** The node that it was read from, where it has no position and there are several nodes; see ScanPosition. */
  readonly node?: string;
}

/** What a server tells of keys without giving their values, in columns; see KeyBatch. */
export interface KeyOutlines {
  /** The type in the server's words: `string`, `hash` …; null where there is no such key. */
  readonly types: readonly (string | null)[];
  /** Bytes of a string, else elements; -1 where that cannot be told, as of most modules' values. */
  readonly lengths: Float64Array;
  /** Milliseconds since the epoch; 0 means no expiry. */
  readonly expireAt: Float64Array;
}
