import type { ValueKind } from './valueKind';

/** Bytes of memory by MEMORY USAGE, but see KeySample.sizesBy; a percentile is that of the keys looked at. */
export interface SizeFigures {
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly largest: number;
}

/** Keys of about one size. */
export interface SizeClass {
  /** Bytes: a power of two, or 0 for what is smaller than one byte. */
  readonly from: number;
  /** Bytes, which no key of this class reaches. */
  readonly below: number;
  readonly count: number;
}

/** Keys of one kind among those looked at. */
export interface KindFigures {
  readonly kind: ValueKind;
  readonly count: number;
  /** null when the server does not tell sizes. */
  readonly sizes: SizeFigures | null;
}

/** Keys whose names begin alike, up to and with their first colon; `` for those that have none. */
export interface PrefixFigures {
  readonly prefix: string;
  readonly count: number;
  /** How many of them have a hash tag in braces. */
  readonly tagged: number;
}

/** One large key. */
export interface LargeKey {
  /** The name in base64. */
  readonly key: string;
  readonly db: number;
  readonly kind: ValueKind;
  readonly bytes: number;
}

/** One of the keys that were looked at. */
export interface SeenKey {
  readonly key: Uint8Array;
  readonly database: number;
  readonly kind: ValueKind;
  /** Of memory; null where the server does not tell. */
  readonly bytes: number | null;
  /** Whether it has an expiry; null where the server does not tell. */
  readonly expires: boolean | null;
}

/**
 * What a bounded look at the keys found. Where it is not `complete`, every count is one of a sample: about
 * `sqrt(count)` off in either direction, as often as not.
 */
export interface KeySample {
  /** Keys looked at. */
  readonly keys: number;
  /** True when every key was looked at. */
  readonly complete: boolean;
  /** What ended it: the last key, or one of the bounds; `latency` when the source became slow. */
  readonly endedBy: 'keys' | 'seconds' | 'bytes' | 'latency' | 'end';
  readonly kinds: readonly KindFigures[];
  /** By OBJECT ENCODING: `listpack`, `hashtable` …; null when it is refused. */
  readonly encodings: Readonly<Record<string, number>> | null;
  /**
   * What all sizes are: those of the values' content in an RDB file, unpacked and without what a server's memory adds. Absent where MEMORY
   * USAGE tells them.
   */
  readonly sizesBy?: 'file';
  /** Over all kinds; null when the server does not tell sizes. */
  readonly sizes: SizeFigures | null;
  /** Keys by size: from the class of the smallest to that of the largest, empty ones between them too; null with `sizes`. */
  readonly sizeClasses: readonly SizeClass[] | null;
  /** The largest ones seen, largest first, at most 10. */
  readonly largest: readonly LargeKey[];
  /** Keys by how long they still live; null when it is refused. */
  readonly expiry: {
    readonly none: number;
    readonly hour: number;
    readonly day: number;
    readonly month: number;
    readonly longer: number;
  } | null;
  /** The most frequent ones, at most 20; a count is too small by at most one of 2,000 keys. */
  readonly prefixes: readonly PrefixFigures[];
  /** Keys of module types, by the name that TYPE gives. */
  readonly moduleTypes: Readonly<Record<string, number>>;
  /**
   * Streams with at least one consumer group; null when that cannot be asked for without it counting as a use of the key, or is
   * refused.
   */
  readonly streamsWithGroups: number | null;
  /**
   * Some of the keys looked at, chosen at random, to tell what a choice would take. Names of keys: never in a report, and not kept. Absent
   * in what was.
   */
  readonly seen?: readonly SeenKey[];
}

/** How much a look at the keys may cost. */
export interface SampleBudget {
  readonly keys: number;
  readonly seconds: number;
  /** Of answers read. */
  readonly bytes: number;
}
