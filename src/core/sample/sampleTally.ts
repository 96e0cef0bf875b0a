import { toBase64 } from '../model/base64';
import type { KeySample, LargeKey } from '../model/keySample';
import type { SeenKey } from '../model/keySample';
import type { ValueKind } from '../model/valueKind';
import { Reservoir } from '../verify/reservoir';
import { PrefixCounter } from './prefixCounter';
import { SizeHistogram } from './sizeHistogram';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
const LARGEST = 10;
/** Keys that are remembered one by one. */
const SEEN = 2_000;
/** Names of encodings, and of module types, that are kept apart. */
const MOST_NAMES = 100;

const KINDS: Readonly<Record<string, ValueKind>> = {
  string: 'string',
  list: 'list',
  set: 'set',
  zset: 'zset',
  hash: 'hash',
  stream: 'stream',
};

/** What ended a look at keys; see KeySample.endedBy. */
export type SampleEnd = KeySample['endedBy'];

/** What a server tells of one key; a part that it refuses to tell is null. */
export interface SampledKey {
  readonly key: Uint8Array;
  readonly database: number;
  /** As TYPE names it. */
  readonly type: string;
  readonly bytes: number | null;
  /** Milliseconds that are left; -1 without an expiry. */
  readonly left: number | null;
  readonly encoding: string | null;
  /** Consumer groups of a stream; null for other kinds too. */
  readonly groups: number | null;
}

/** What a look at keys found, counted up as they come, in bounded memory. A part that is refused for one key counts as not known. */
export class SampleTally {
  readonly #kinds = new Map<ValueKind, { count: number; readonly sizes: SizeHistogram }>();
  readonly #sizes = new SizeHistogram();
  readonly #prefixes = new PrefixCounter();
  readonly #encodings = new Map<string, number>();
  readonly #moduleTypes = new Map<string, number>();
  readonly #expiry = { none: 0, hour: 0, day: 0, month: 0, longer: 0 };
  readonly #refused = { bytes: false, left: false, encoding: false, groups: false };
  readonly #seen = new Reservoir<SeenKey>(SEEN);
  #largest: LargeKey[] = [];
  #keys = 0;
  #withGroups = 0;

  add(one: SampledKey): void {
    const kind = KINDS[one.type] ?? 'module';
    this.#keys++;
    const counts = this.#kinds.get(kind) ?? { count: 0, sizes: new SizeHistogram() };
    this.#kinds.set(kind, counts);
    counts.count++;
    this.#prefixes.add(one.key);
    this.#seen.offer(() => ({
      // It may be a view of a larger answer.
      key: one.key.slice(),
      database: one.database,
      kind,
      bytes: one.bytes,
      expires: one.left === null ? null : one.left >= 0,
    }));
    if (kind === 'module') countUp(this.#moduleTypes, one.type);
    if (one.bytes === null) this.#refused.bytes = true;
    else {
      counts.sizes.add(one.bytes);
      this.#sizes.add(one.bytes);
      this.#weigh(one, kind, one.bytes);
    }
    if (one.left === null) this.#refused.left = true;
    else this.#expiry[lifeOf(one.left)]++;
    if (one.encoding === null) this.#refused.encoding = true;
    else countUp(this.#encodings, one.encoding);
    if (kind !== 'stream') return;
    if (one.groups === null) this.#refused.groups = true;
    else if (one.groups > 0) this.#withGroups++;
  }

  /** @param endedBy `end` when every key was looked at */
  sample(endedBy: SampleEnd): KeySample {
    const { bytes, left, encoding, groups } = this.#refused;
    return {
      keys: this.#keys,
      complete: endedBy === 'end',
      endedBy,
      kinds: [...this.#kinds]
        .map(([kind, { count, sizes }]) => ({ kind, count, sizes: bytes ? null : sizes.figures() }))
        .sort((a, b) => b.count - a.count),
      encodings: encoding ? null : Object.fromEntries(this.#encodings),
      sizes: bytes ? null : this.#sizes.figures(),
      sizeClasses: bytes ? null : this.#sizes.classes(),
      largest: bytes ? [] : this.#largest,
      expiry: left ? null : { ...this.#expiry },
      prefixes: this.#prefixes.figures(),
      moduleTypes: Object.fromEntries(this.#moduleTypes),
      streamsWithGroups: groups ? null : this.#withGroups,
      seen: this.#seen.items,
    };
  }

  #weigh({ key, database }: SampledKey, kind: ValueKind, bytes: number): void {
    const least = this.#largest.at(-1);
    if (least !== undefined && this.#largest.length === LARGEST && bytes <= least.bytes) return;
    this.#largest = [...this.#largest, { key: toBase64(key), db: database, kind, bytes }]
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, LARGEST);
  }
}

function lifeOf(left: number): 'none' | 'hour' | 'day' | 'month' | 'longer' {
  if (left < 0) return 'none';
  if (left <= HOUR_MS) return 'hour';
  if (left <= DAY_MS) return 'day';
  return left <= MONTH_MS ? 'month' : 'longer';
}

function countUp(counts: Map<string, number>, name: string): void {
  if (counts.size < MOST_NAMES || counts.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
}
