import type { Product } from '../../model/profile';

/** What an RDB file says of itself beside its keys. */
export interface RdbOutline {
  /** By its first bytes. Up to RDB version 11 the files of both begin with REDIS. */
  maker: Product;
  rdbVersion: number;
  /** What its writer tells of itself, by name; of those names that say something of the data. */
  readonly told: Map<string, string>;
  /** Function libraries. */
  libraries: number;
  /** Modules' names of their types, of those that keep something beside their keys. */
  readonly moduleTypes: Set<string>;
  /** Whether it holds what only a node of a cluster writes. */
  slots: boolean;
  /** Keys to which modules have attached data (Redis 8.6). */
  keysWithMetadata: number;
  /** False when the file has no checksum, as by `rdbchecksum no`. */
  checked: boolean;
  /** Bytes up to its end, its checksum included. */
  bytes: number;
  /** Bytes that follow, which servers overlook. */
  tail: number;
  /** Whether they begin as an append-only file does. */
  tailOfCommands: boolean;
}
