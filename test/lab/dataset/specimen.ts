/** An argument of a command. */
export type RedisArgument = string | number | Buffer;

/** A command with its arguments. */
export type RedisCommand = readonly [name: string, ...args: RedisArgument[]];

/** The kinds of values, as TYPE names them. */
export const valueKinds = ['string', 'list', 'set', 'zset', 'hash', 'stream', 'vectorset'] as const;

/** A kind of value. */
export type ValueKind = (typeof valueKinds)[number];

/** One key of the dataset and the commands that make it. */
export interface Specimen {
  readonly kind: ValueKind;
  readonly key: string | Buffer;
  readonly commands: readonly RedisCommand[];
  /** The moment at which the key expires, Unix milliseconds; it never does if left out. */
  readonly expireAt?: number;
  /**
   * The time to live of fields, for hashes: 'set' if a field has one that lies in the future, 'removed' if
   * all were taken away again, which some servers still show in how they store the hash.
   */
  readonly fieldTtl?: 'set' | 'removed';
  /** How many fields are past their time and hidden, but not deleted yet. */
  readonly expiredFields?: number;
  /** True if every field is past its time, so that the key is there and yet has no content. */
  readonly hidden?: boolean;
}

/** 2100-01-01T00:00:00Z in Unix milliseconds: expiry times of the dataset lie after it. */
export const year2100 = 4_102_444_800_000;

/** Cuts a long list of arguments into commands: `name key args...` with at most `step` arguments each. */
export function inSteps(
  name: string,
  key: string | Buffer,
  args: readonly RedisArgument[],
  step = 1000,
): RedisCommand[] {
  const commands: RedisCommand[] = [];
  for (let at = 0; at < args.length; at += step) commands.push([name, key, ...args.slice(at, at + step)]);
  return commands;
}

/** An array of `length` values made by `make`. */
export function times<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}
