import type { LargeValue, ValueChunk } from '../largeValue';
import { parseScore } from '../rdb/score';
import { Hash128 } from './hash128';
import type { Words } from './hash128';

/** What a value is, in so few words that it need not be held: two values are equal when their digests are. */
export interface ValueDigest {
  readonly type: string;
  /** See LargeValue. */
  readonly expireAt: number;
  /** Bytes of a string, else elements; those that came twice count twice. */
  readonly count: number;
  readonly content: string;
  /** The fields of a hash that expire; absent when there are none. */
  readonly expiries?: FieldExpiries;
  /** What a stream is beside its entries. */
  readonly stream?: StreamDigest;
}

/** When fields of a hash expire. */
export interface FieldExpiries {
  readonly count: number;
  /** Which fields. */
  readonly names: string;
  /** Which, and when each. */
  readonly exact: string;
  /** Milliseconds since the epoch, on the average. */
  readonly mean: number;
}

/** The figures and groups of a stream; null where the server does not tell. */
export interface StreamDigest {
  readonly lastId: string;
  readonly maxDeletedId: string | null;
  readonly entriesAdded: string | null;
  /** By their names. */
  readonly groups: ReadonlyMap<string, GroupDigest>;
}

/** A consumer group. */
export interface GroupDigest {
  readonly lastId: string;
  readonly entriesRead: string | null;
  readonly consumers: string;
  readonly pending: string;
}

const utf8 = new TextEncoder();
const latin1 = new TextDecoder('latin1');

/**
 * Reads a value part by part, and lets go of each part. Elements of lists and entries of streams count in their order, those
 * of sets, sorted sets and hashes in none.
 * @param seed the same for values that are to be compared
 * @throws Failure; the signal's reason
 */
export async function digestOf(value: LargeValue, seed: number, signal: AbortSignal): Promise<ValueDigest> {
  const digest = new Digest(seed, value.type);
  for await (const chunk of value.chunks()) {
    signal.throwIfAborted();
    digest.take(chunk);
  }
  return { type: value.type, expireAt: value.expireAt, ...digest.done() };
}

class Digest {
  readonly #hash: Hash128;
  readonly #seed: number;
  readonly #ordered: boolean;
  /** All of it, where there is an order. */
  readonly #sequence: Hash128;
  readonly #elements = new Sum();
  readonly #names = new Sum();
  readonly #times = new Sum();
  readonly #groups = new Map<string, OpenGroup>();
  #count = 0;
  #expiring = 0;
  #totalMs = 0n;
  #figures: Omit<StreamDigest, 'groups'> | undefined;

  constructor(seed: number, type: string) {
    this.#seed = seed;
    this.#hash = new Hash128(seed);
    this.#sequence = new Hash128(seed);
    this.#ordered = type !== 'set' && type !== 'zset' && type !== 'hash';
  }

  take(chunk: ValueChunk): void {
    switch (chunk.kind) {
      case 'bytes':
        this.#sequence.more(chunk.bytes);
        this.#count += chunk.bytes.length;
        return;
      case 'elements':
        for (const element of chunk.elements) {
          if (this.#ordered) this.#sequence.argument(element);
          else this.#elements.add(this.#hash.argument(element).words());
        }
        this.#count += chunk.elements.length;
        return;
      case 'scores':
        this.#scores(chunk.scores);
        return;
      case 'fields':
        this.#fields(chunk.fields, chunk.expireAt);
        return;
      case 'entries':
        for (const { id, fields } of chunk.entries) {
          this.#sequence.argument(utf8.encode(id)).number(fields.length);
          for (const field of fields) this.#sequence.argument(field);
        }
        this.#count += chunk.entries.length;
        return;
      case 'group': {
        const consumers = new Sum();
        for (const consumer of chunk.consumers) consumers.add(this.#hash.argument(consumer).words());
        const { lastId, entriesRead } = chunk;
        const group = { lastId, entriesRead, consumers: consumers.text(), pending: new Hash128(this.#seed) };
        this.#groups.set(latin1.decode(chunk.name), group);
        return;
      }
      case 'pending': {
        const pending = this.#groups.get(latin1.decode(chunk.group))?.pending;
        for (const { id, consumer, deliveredAt, deliveries } of chunk.pending) {
          pending?.argument(utf8.encode(id)).argument(consumer).number(deliveredAt).number(deliveries);
        }
        return;
      }
      case 'stream': {
        const { lastId, maxDeletedId, entriesAdded } = chunk;
        // Who does not tell what was deleted does not tell what was added either.
        this.#figures = { lastId, maxDeletedId, entriesAdded: maxDeletedId === null ? null : entriesAdded };
      }
    }
  }

  done(): Omit<ValueDigest, 'type' | 'expireAt'> {
    const groups = new Map(
      [...this.#groups].map(([name, group]) => [name, { ...group, pending: String(group.pending.words()) }]),
    );
    return {
      count: this.#count,
      content: this.#ordered ? String(this.#sequence.words()) : this.#elements.text(),
      ...(this.#expiring === 0
        ? {}
        : {
            expiries: {
              count: this.#expiring,
              names: this.#names.text(),
              exact: this.#times.text(),
              mean: Number(this.#totalMs / BigInt(this.#expiring)),
            },
          }),
      ...(this.#figures === undefined ? {} : { stream: { ...this.#figures, groups } }),
    };
  }

  #scores(pairs: readonly Uint8Array[]): void {
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const score = parseScore(pairs[index] as Uint8Array);
      this.#elements.add(
        this.#hash
          .number(score)
          .argument(pairs[index + 1] as Uint8Array)
          .words(),
      );
      this.#count++;
    }
  }

  #fields(fields: readonly Uint8Array[], expireAt: readonly number[] | undefined): void {
    for (let index = 0; index + 1 < fields.length; index += 2) {
      const field = fields[index] as Uint8Array;
      this.#elements.add(
        this.#hash
          .argument(field)
          .argument(fields[index + 1] as Uint8Array)
          .words(),
      );
      this.#count++;
      const time = expireAt?.[index >> 1] ?? 0;
      if (time === 0) continue;
      this.#names.add(this.#hash.argument(field).words());
      this.#times.add(this.#hash.argument(field).number(time).words());
      this.#totalMs += BigInt(time);
      this.#expiring++;
    }
  }
}

interface OpenGroup extends Omit<GroupDigest, 'pending'> {
  readonly pending: Hash128;
}

/** Adds words up, in whatever order they come. */
class Sum {
  readonly #words = new Uint32Array(4);

  add([first, second, third, fourth]: Words): void {
    const words = this.#words;
    words[0] = (words[0] as number) + first;
    words[1] = (words[1] as number) + second;
    words[2] = (words[2] as number) + third;
    words[3] = (words[3] as number) + fourth;
  }

  text(): string {
    return String([...this.#words]);
  }
}
