import type { KeySample } from '../../model/keySample';
import type { PartialDatabase, PartialProfile } from '../../model/partialProfile';
import { versionAtLeast } from '../../model/profile';
import type { Product } from '../../model/profile';
import type { RdbFacts } from '../../model/rdbFacts';
import { SampleTally } from '../../sample/sampleTally';
import { writerOf } from '../serverFormat';
import { kindOfType } from '../valueType';
import { moduleOfType } from './moduleOfType';
import type { RdbOutline } from './rdbOutline';
import type { WalkedKey } from './walkedKey';

/** Up to here the files of Redis and of Valkey begin alike; before, there was no Valkey. */
const SHARED_VERSION = 11;

/** From which version on nodes of a cluster say in a file that they are. */
const SLOTS_TOLD_SINCE: Readonly<Record<Product, string>> = { redis: '7.4', valkey: '8.0' };

/** What the keys and the notes of an RDB file come to. */
export interface CountedRdb {
  readonly profile: PartialProfile;
  readonly facts: RdbFacts;
  readonly sample: KeySample;
}

/** Counts up the keys of an RDB file as they come, in bounded memory. */
export class RdbTally {
  readonly #sample = new SampleTally();
  readonly #databases = new Map<number, { keys: number; expiring: number; hashesWithFieldTtl: number }>();
  readonly #types = new Map<number, number>();
  readonly #now: number;
  #expired = 0;
  #idempotent = 0;
  #moduleTypes = new Set<string>();

  /** @param now milliseconds since the epoch */
  constructor(now: number) {
    this.#now = now;
  }

  add(key: WalkedKey): void {
    const counts = this.#databases.get(key.database) ?? { keys: 0, expiring: 0, hashesWithFieldTtl: 0 };
    if (counts.keys === 0) this.#databases.set(key.database, counts);
    counts.keys++;
    if (key.ttlFields > 0) counts.hashesWithFieldTtl++;
    this.#types.set(key.type, (this.#types.get(key.type) ?? 0) + 1);
    if (key.idempotency) this.#idempotent++;
    if (key.moduleType !== '' && this.#moduleTypes.size < 100) this.#moduleTypes.add(key.moduleType);
    let left = -1;
    if (key.expireAt !== 0) {
      counts.expiring++;
      left = Math.max(0, key.expireAt - this.#now);
      if (left === 0) this.#expired++;
    }
    this.#sample.add({
      key: key.key,
      database: key.database,
      type: key.moduleType === '' ? kindOfType(key.type) : key.moduleType,
      bytes: key.bytes,
      left,
      encoding: null,
      groups: key.groups,
    });
  }

  counted(outline: RdbOutline): CountedRdb {
    const databases = [...this.#databases]
      .map(([index, counts]): PartialDatabase => ({ index, ...counts }))
      .sort((a, b) => a.index - b.index);
    const sample = { ...this.#sample.sample('end'), sizesBy: 'file' as const };
    const told = toldWriter(outline);
    const writer = told ?? writerOf(outline.rdbVersion);
    const ofCluster = outline.slots ? true : aloneFor(writer, told !== null, databases);
    const usedMemory = numberOf(outline, 'used-mem');
    const seconds = numberOf(outline, 'ctime');
    return {
      profile: {
        runId: '',
        product: told?.product ?? (outline.rdbVersion === SHARED_VERSION ? null : writer.product),
        version: told?.version ?? null,
        rdbVersion: outline.rdbVersion,
        mode: ofCluster === true ? 'cluster' : 'standalone',
        role: null,
        databases,
        databaseLimit: null,
        keys: sample.keys,
        usedMemory,
        maxMemory: null,
        evictedKeys: null,
        maxMemoryPolicy: null,
        modules: [...new Set([...this.#moduleTypes].map(moduleOfType))],
        functionLibraries: outline.libraries,
        clockOffset: 0,
        clockError: null,
      },
      facts: {
        bytes: outline.bytes,
        rdbVersion: outline.rdbVersion,
        writer,
        writerTold: told !== null,
        writtenAt: seconds === null ? null : seconds * 1000,
        readAt: this.#now,
        checked: outline.checked,
        tailBytes: outline.tail,
        appendOnly:
          outline.tailOfCommands ||
          numberOf(outline, 'aof-base') === 1 ||
          numberOf(outline, 'aof-preamble') === 1,
        valueTypes: Object.fromEntries([...this.#types].sort(([a], [b]) => a - b)),
        expiredKeys: this.#expired,
        streamsWithIdempotency: this.#idempotent,
        modulesBesideKeys: [...outline.moduleTypes].sort(),
        keysWithMetadata: outline.keysWithMetadata,
        ofCluster,
      },
      sample,
    };
  }
}

/** Who wrote a file, as it tells itself. */
function toldWriter({ told }: RdbOutline): RdbFacts['writer'] | null {
  for (const product of ['valkey', 'redis'] as const) {
    const version = told.get(`${product}-ver`);
    if (version !== undefined && /^\d+(\.\d+)*$/.test(version)) return { product, version };
  }
  return null;
}

function numberOf({ told }: RdbOutline, name: string): number | null {
  const text = told.get(name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** False where a node of a cluster would have written something else; null where that cannot be known. */
function aloneFor(
  { product, version }: RdbFacts['writer'],
  told: boolean,
  databases: readonly PartialDatabase[],
): false | null {
  if (!told || databases.length === 0) return null;
  if (versionAtLeast(version, SLOTS_TOLD_SINCE[product])) return false;
  // A cluster has one database, up to Valkey 9, which tells.
  return databases.some(({ index }) => index > 0) ? false : null;
}
