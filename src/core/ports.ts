import type { Dial, Login } from './dial';
import type { EvictionData, KeyBatch, KeyOutlines, Keys, ScanPosition } from './keyBatch';
import type { LargeRequest, LargeValue } from './largeValue';
import type { ConnectionList } from './model/connections';
import type { IamChoice, SecretChoice } from './model/endpoint';
import type { Failure } from './model/failure';
import type { FoundCache } from './model/foundCache';
import type { KeySample, SampleBudget } from './model/keySample';
import type { Look } from './model/partialProfile';
import type { Profile } from './model/profile';
import type { Loss } from './model/run';
import type { ServerFacts } from './model/serverFacts';
import type { ValueKind } from './model/valueKind';
import type { ReadingMemory } from './room';

/** Which keys to name. */
export interface NamesRequest {
  readonly database: number;
  /** Glob as SCAN's MATCH takes it; absent means all. */
  readonly match?: string;
  /** Only keys of these slots, as ranges such as `0-5460,9000`, also where there is no cluster. */
  readonly slots?: string;
}

/** Which of the names that begin with a prefix: it is left out of the names, and counts for neither match nor slots. */
export interface PrefixedNamesRequest extends NamesRequest {
  readonly prefix?: string;
}

/** Who is read. */
export interface ScannedProcess {
  /** The cluster's id of the node that is read, or whose replica is; empty for a server that stands alone. */
  readonly node: string;
  /** Empty when it does not tell. */
  readonly runId: string;
  /** True for a replica that is read in its primary's place. */
  readonly replica: boolean;
}

/** Which keys to read. */
export interface DumpRequest extends NamesRequest {
  /** How many bytes of payload to aim for in one batch. */
  readonly batchBytes: number;
  /** Keys that take more bytes than this are not read, but marked as LARGE; by default there are none. */
  readonly bigKeyBytes?: number;
  /** Absent where nobody shares it out. */
  readonly memory?: ReadingMemory;
  /** Told where keys may be large and the source does not tell which: those are only known once they are read. May come again. */
  readonly onUntoldSizes?: () => void;
  /** Told who is about to be read, whenever a scan begins or goes on, which waits for it; what it throws ends the reading. */
  readonly onProcess?: (process: ScannedProcess) => Promise<void>;
  /** Asks for the size of every key, also where no key can be large. */
  readonly wantSizes?: boolean;
  /** Asks for that column of the batches too. */
  readonly wantEviction?: EvictionData;
  /**
   * Where scans stood when they were interrupted. A node whose process or slots are no longer those is scanned from the
   * beginning.
   */
  readonly from?: readonly ScanPosition[];
}

/** A function library: its name and Lua source (a user's code: never log it). */
export interface FunctionLibrary {
  readonly name: string;
  readonly code: Uint8Array;
}

/** Which keys of a batch to write, and where. */
export interface RestoreRequest {
  readonly batch: KeyBatch;
  /** The database of the target. */
  readonly database: number;
  /** The keys to write, ascending. */
  readonly indexes: Uint32Array;
  /** Payloads to write instead of the batch's own, by index. */
  readonly replaced: ReadonlyMap<number, Uint8Array>;
  /** Whether a key that exists is replaced. */
  readonly replace: boolean;
  /** Milliseconds to add to every expiry, of which the target's clock is ahead; absent means none. */
  readonly clockDifference?: number;
  /**
   * The target's clock, for a server before Redis 5.0: its RESTORE only takes the time that is left until a key expires.
   * Absent for the others.
   */
  readonly targetNow?: () => number;
  /** Whether the batch's `idle` or `frequency` goes with the keys, where it is known and the server takes it. */
  readonly carryEviction?: boolean;
}

/**
 * What became of one written key. `refused` carries the server's words, cleaned of arguments; `stopped` means that the
 * server takes no key at all (full, read-only, no permission), so that going on would only fail the rest.
 */
export type RestoreOutcome = { readonly kind: 'restored' } | RestoreException;

/** See RestoreOutcome. */
export type RestoreException =
  /** `doubtful` when it may be there because this very request was sent once before, and its connection was lost. */
  | { readonly kind: 'exists'; readonly doubtful?: true }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Its payload is larger than the server takes at once. */
  | { readonly kind: 'tooLarge'; readonly reason: string }
  | { readonly kind: 'stopped'; readonly failure: Failure };

/**
 * What became of a large key. `changed`: it was changed while it was read, and nothing was written. `expired`: it is gone.
 * `interrupted`: the target was lost, or took no writes, and it was waited for: the key is to be begun again. It was not
 * written, unless that is `doubtful`: then it is there as a whole or not at all.
 */
export type LargeOutcome =
  | { readonly kind: 'written'; readonly bytes: number; readonly loss?: Loss['kind'] }
  | { readonly kind: 'changed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'interrupted'; readonly failure: Failure; readonly doubtful: boolean }
  | RestoreException;

/** How many keys of each kind a look at some of the keys found. */
export interface KindSample {
  readonly counts: ReadonlyMap<ValueKind, number>;
  /** Keys looked at. */
  readonly keys: number;
  /** True when every key was looked at. */
  readonly complete: boolean;
}

/** How long to wait for a server that was reached once and then fails for a while, and who is told. */
export interface RetryPolicy {
  /** Seconds without anything coming forward; 0 to fail at once. */
  readonly seconds: number;
  /** Told when a wait turns out to be more than a moment, and when it is over (null). */
  readonly onWait?: (failure: Failure | null) => void;
  /** Told when a server that was written to is another process than before: what was written may be gone. */
  readonly onRestart?: () => void;
}

/** An end of a run, through lost connections, restarts, failovers and refusals that pass. */
export interface Enduring {
  /** Says how long to wait from now on. */
  retryBy(policy: RetryPolicy): void;
}

/** Reading side of a server. */
export interface KeySource extends Enduring {
  /** Profiles the server. @throws Failure */
  profile(signal?: AbortSignal): Promise<Profile>;
  /** The same as far as this user gets it; see Look. @throws Failure `connect.*` */
  look(signal: AbortSignal): Promise<Look>;
  /** What it tells beyond its profile, by commands that only read; half a second. @throws Failure `connect.*` */
  facts(signal: AbortSignal): Promise<ServerFacts>;
  /**
   * Asks whether this user may read keys, and what else of them is wanted.
   * @throws Failure `server.permission` or `server.commandMissing` naming the command.
   */
  checkReadable(signal: AbortSignal, wanted?: Pick<DumpRequest, 'wantEviction' | 'wantSizes'>): Promise<void>;
  /**
   * Every key of a database, each at least once, in batches. A key may come twice (SCAN's promise). A batch may be empty
   * and tell only where a scan stands; those of `from` that it goes on from come first, so.
   * @throws Failure; ends quietly when the signal aborts.
   */
  dump(request: DumpRequest, signal: AbortSignal): AsyncIterable<KeyBatch>;
  /**
   * Keys read by name, in the order asked; keys of a batch are asked for without being taken out of it.
   * @param bigKeyBytes payloads that would make more than this at once are not kept: their keys are marked as LARGE
   * @throws Failure
   */
  dumpKeys(database: number, keys: Keys, signal: AbortSignal, bigKeyBytes?: number): Promise<KeyBatch>;
  /** What keys are, without their values; in the order asked. @throws Failure */
  outline(database: number, keys: Keys, signal: AbortSignal): Promise<KeyOutlines>;
  /**
   * Opens a key to read its value part by part; null when there is no such key.
   * @throws Failure
   */
  openLarge(database: number, key: Uint8Array, signal: AbortSignal): Promise<LargeValue | null>;
  /** The names of the keys only, in pages. Ends quietly when the signal aborts. @throws Failure */
  names(request: PrefixedNamesRequest, signal: AbortSignal): AsyncIterable<readonly Uint8Array[]>;
  /** For each key, in order, whether it exists. @throws Failure */
  exist(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]>;
  /**
   * Milliseconds that the server takes to answer the least of questions, on a connection of its own; of a cluster's nodes
   * the slowest. @throws Failure
   */
  latency(signal: AbortSignal): Promise<number>;
  /** Asks something on every connection, so that none is given up for lying still; never rejects. */
  keepAlive(): Promise<void>;
  /** Function libraries; empty before Redis 7. */
  libraries(signal: AbortSignal): Promise<readonly FunctionLibrary[]>;
  /**
   * Looks at keys of every database, shared out by their sizes, by commands that do not count as a use of them. Pauses while
   * the server answers later than before, and ends when it does not recover.
   * @throws Failure; the signal's reason
   */
  sampleKeys(budget: SampleBudget, signal: AbortSignal): Promise<KeySample>;
}

/** Writing side of a server. */
export interface KeySink extends Enduring {
  profile(signal?: AbortSignal): Promise<Profile>;
  /** See KeySource.look. */
  look(signal: AbortSignal): Promise<Look>;
  /** See KeySource.facts. */
  facts(signal: AbortSignal): Promise<ServerFacts>;
  /**
   * Asks, without changing anything, whether this user may restore keys.
   * @throws Failure `server.permission` or `server.commandMissing` naming the command.
   */
  checkWritable(signal: AbortSignal): Promise<void>;
  /**
   * Asks, without changing anything, whether this user may load function libraries.
   * @throws Failure `server.permission` or `server.commandMissing` naming the command.
   */
  checkLoadable(signal: AbortSignal): Promise<void>;
  /**
   * Writes keys. What is not named in the answer, by its index in the batch, was restored. Keys that the server refuses
   * for a while, and those that a lost connection leaves in doubt, are sent again; when that took too long, they are
   * `stopped`.
   * @throws Failure
   */
  restore(request: RestoreRequest, signal: AbortSignal): Promise<ReadonlyMap<number, RestoreException>>;
  /**
   * Writes a value part by part under another name in the same slot, and gives it its own name when it is whole: nobody
   * sees half a key. What is left when that fails goes away by itself within an hour.
   * @throws Failure `connect.*`; the signal's reason
   */
  writeLarge(request: LargeRequest, signal: AbortSignal): Promise<LargeOutcome>;
  /** Loads one function library. `exists` when there is one of that name and `replace` is false. */
  loadLibrary(library: FunctionLibrary, replace: boolean, signal: AbortSignal): Promise<RestoreOutcome>;
}

/** What takes keys away from a server: the one thing that a repair can be told to delete is what only the target holds. */
export interface KeyRemover {
  /**
   * Deletes keys; what their values take is freed in the background.
   * @returns for each, in order, whether it was there
   * @throws Failure `server.permission`, `server.readonly` …
   */
  remove(database: number, keys: readonly Uint8Array[], signal: AbortSignal): Promise<readonly boolean[]>;
}

/** A connection to one endpoint, able to read and to write. */
export interface Server extends KeySource, KeySink, KeyRemover {
  /**
   * Who is connected to it, of a cluster to its masters, but us and links of replication; null where it is not told.
   * @throws Failure `connect.*`; the signal's reason
   */
  connections(signal: AbortSignal): Promise<ConnectionList | null>;
  /** Ends every connection; never throws. Commands under way fail. */
  close(): void;
}

/**
 * Connects and authenticates.
 * @throws Failure `connect.*`. An aborted signal ends it within a moment.
 */
export type Connect = (dial: Dial, signal: AbortSignal) => Promise<Server>;

/** The time, so that tests can hold it still. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** Where to write what happened. Never pass a secret or a value of a key. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * Lists the Redis and Valkey caches of an account and region, as the environment and the AWS configuration files name
 * them (AWS_PROFILE, AWS_REGION …).
 * @throws Failure `aws.*`
 */
export type ListCaches = (signal: AbortSignal) => Promise<readonly FoundCache[]>;

/**
 * Makes a token by which a user signs in to a cache: good for 15 minutes, and a connection that signed in by it for 12
 * hours. Nothing is sent to the cache or to ElastiCache.
 * @throws Failure `aws.credentials`; the signal's reason
 */
export type MintToken = (choice: IamChoice, user: string, signal: AbortSignal) => Promise<string>;

/** How an end signs in by AWS: by a token for a user, or by a password that a secret holds. */
export type AwsLogin =
  | { readonly kind: 'iam'; readonly choice: IamChoice; readonly user: string }
  | { readonly kind: 'secret'; readonly choice: SecretChoice };

/**
 * What one connection signs in with, to be used now and kept nowhere; see MintToken for tokens.
 * @throws Failure `aws.*`; the signal's reason
 */
export type SignInByAws = (login: AwsLogin, signal: AbortSignal) => Promise<Login>;
