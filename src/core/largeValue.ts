import type { PendingEntry, StreamEntry } from './rdb/value';

/** Stands for the length of a payload that was not read, since its key is too large: it is to be read part by part. */
export const LARGE = -2;

/** A part of a value that is too large to be held whole. Parts are to be written in the order in which they come. */
export type ValueChunk =
  /** What follows in a string. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Elements of a list, in order, or members of a set, some perhaps again. */
  | { readonly kind: 'elements'; readonly elements: readonly Uint8Array[] }
  /** Score (as text), member, score, member … of a sorted set, some perhaps again. */
  | { readonly kind: 'scores'; readonly scores: readonly Uint8Array[] }
  /** Field, value, field, value … of a hash, some perhaps again. */
  | {
      readonly kind: 'fields';
      readonly fields: readonly Uint8Array[];
      /** Of each field: milliseconds since the epoch; 0 means none. Absent when no field has one. */
      readonly expireAt?: readonly number[];
    }
  /** A consumer group, before the entries that it has pending. */
  | {
      readonly kind: 'group';
      readonly name: Uint8Array;
      readonly lastId: string;
      /** Null where the server does not tell. */
      readonly entriesRead: string | null;
      readonly consumers: readonly Uint8Array[];
    }
  /** Entries of a stream, ascending. */
  | { readonly kind: 'entries'; readonly entries: readonly StreamEntry[] }
  /** Messages pending in a group, in the order of their ids, and before all entries: some may be of entries that were deleted. */
  | { readonly kind: 'pending'; readonly group: Uint8Array; readonly pending: readonly PendingEntry[] }
  /** The figures of a stream, after everything else. */
  | {
      readonly kind: 'stream';
      readonly lastId: string;
      /** Null where the server does not tell. */
      readonly maxDeletedId: string | null;
      /** The number of entries, where the server does not tell. */
      readonly entriesAdded: string;
      /** What the groups have read: some servers hold it to be no more than what was added. */
      readonly groups: readonly Pick<GroupChunk, 'name' | 'lastId' | 'entriesRead'>[];
    };

type GroupChunk = Extract<ValueChunk, { kind: 'group' }>;

/** A value that is read part by part. */
export interface LargeValue {
  /** `string`, `list` … as TYPE says it; a module's own name for its values. */
  readonly type: string;
  /** Milliseconds since the epoch; 0 means no expiry. */
  readonly expireAt: number;
  /** The parts, once. @throws Failure */
  chunks(): AsyncIterable<ValueChunk>;
  /** Whether the key is still what it was when it was opened; ask it once, after the last part. @throws Failure */
  unchanged(): Promise<boolean>;
  /** Lets go of it; never throws. */
  close(): void;
}

/** Which large key to write, and where. */
export interface LargeRequest {
  /** The database of the target. */
  readonly database: number;
  readonly key: Uint8Array;
  readonly value: LargeValue;
  /** Whether a key that exists is replaced. */
  readonly replace: boolean;
  /** See RestoreRequest. */
  readonly clockDifference?: number;
}

/** Bytes of content in a part. */
export function chunkBytes(chunk: ValueChunk): number {
  switch (chunk.kind) {
    case 'bytes':
      return chunk.bytes.length;
    case 'elements':
      return sum(chunk.elements);
    case 'scores':
      return sum(chunk.scores);
    case 'fields':
      return sum(chunk.fields);
    case 'entries':
      return chunk.entries.reduce((bytes, { fields }) => bytes + sum(fields), 0);
    case 'group':
    case 'pending':
    case 'stream':
      return 0;
  }
}

function sum(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((bytes, { length }) => bytes + length, 0);
}

/** How the names begin of keys that hold a value until it is whole, so that a person who finds one knows what it is. */
export const TEMPORARY_PREFIX = 'elasticache-migrator:part';

/** How often a key is begun that changes while it is read, or whose node or connection does. */
export const LARGE_ATTEMPTS = 3;

/** What passes when a slot has a new node, or a connection a new life. */
export const LARGE_PASSING: readonly string[] = ['connect.lost', 'server.busy', 'topology.unsupported'];

/** Types whose values can be read part by part. */
export const LARGE_TYPES: readonly string[] = ['string', 'list', 'set', 'zset', 'hash', 'stream'];
