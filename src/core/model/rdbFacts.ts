import type { Product } from './profile';

/** What an RDB file tells beyond a profile. Every key was seen: no figure is an estimate. */
export interface RdbFacts {
  /** Up to its end, its checksum included. */
  readonly bytes: number;
  readonly rdbVersion: number;
  /** Who wrote it; where it does not tell, the oldest server that writes that RDB version. */
  readonly writer: { readonly product: Product; readonly version: string };
  /** Whether it tells who wrote it. */
  readonly writerTold: boolean;
  /** When it was written, and read by us: milliseconds since the epoch. null where it does not tell. */
  readonly writtenAt: number | null;
  readonly readAt: number;
  /** Whether it has a checksum, which was then found right. */
  readonly checked: boolean;
  /** Bytes behind its end, which servers overlook. */
  readonly tailBytes: number;
  /** Whether that, or another file that goes with this one, is a list of commands: it is the base of an append-only file. */
  readonly appendOnly: boolean;
  /** Keys by the type byte of their values; see ValueType. */
  readonly valueTypes: Readonly<Record<string, number>>;
  /** Keys whose expiry was over when it was read: a server that loads the file leaves them out. */
  readonly expiredKeys: number;
  /** Streams that idempotent producers have used. */
  readonly streamsWithIdempotency: number;
  /** Modules that keep something beside their keys, by the names of their types. */
  readonly modulesBesideKeys: readonly string[];
  /** Keys to which modules have attached data. */
  readonly keysWithMetadata: number;
  /** Whether a node of a cluster wrote it, and so without the keys of the others; null where it does not tell. */
  readonly ofCluster: boolean | null;
}
