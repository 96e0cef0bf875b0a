import { MAX_MEMORY } from '../core/copy/memory';
import type { CopyPlan } from '../core/copy/plan';
import type { TtlClass } from '../core/copy/selection';
import type { Address } from '../core/model/endpoint';
import type { ConflictPolicy } from '../core/model/run';
import { formatSlotRanges, readSlotRanges } from '../core/model/slotRanges';
import type { ValueKind } from '../core/model/valueKind';
import type { DatabaseMapping } from '../core/plan/pairDatabases';
import { byteCount, secondsUpToAnHour, wholeNumber } from './numbers';
import type { OptionValues } from './options';
import { usage } from './usage';

const POLICIES: readonly ConflictPolicy[] = ['replace', 'skip', 'fail'];
const KINDS: readonly ValueKind[] = ['string', 'list', 'set', 'zset', 'hash', 'stream', 'module'];
const TTL_CLASSES: readonly TtlClass[] = ['with', 'without'];

/** The plan that the options of a command line ask for. @throws Failure `usage` */
export function copyPlanOf(
  values: OptionValues,
  source: Address | undefined,
  target: Address | undefined,
): CopyPlan {
  const { match, slots, exclude, type, ttl, sample, 'rate-keys': keys, 'rate-bytes': bytes } = values;
  const { 'retry-for': patience } = values;
  const { 'big-key-bytes': large, 'max-memory': memory } = values;
  const databases = mappingsOf(values);
  if (databases !== null && (source?.database !== undefined || target?.database !== undefined)) {
    throw usage('databases are named both in an address and by --db or --map-db');
  }
  return {
    onConflict: oneOf('on-conflict', POLICIES, values['on-conflict'] ?? 'replace'),
    ...(match === undefined ? {} : { match }),
    ...(slots === undefined ? {} : { slots: slotsOf(slots) }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(type === undefined ? {} : { types: type.split(',').map((kind) => oneOf('type', KINDS, kind)) }),
    ...(ttl === undefined ? {} : { ttl: oneOf('ttl', TTL_CLASSES, ttl) }),
    ...boundsOf(values),
    ...(databases === null ? {} : { databases }),
    ...(source?.database === undefined ? {} : { sourceDatabase: source.database }),
    ...(target?.database === undefined ? {} : { targetDatabase: target.database }),
    ...(sample === undefined ? {} : { sample: wholeNumber('sample', sample) }),
    ...(values['dry-run'] === true ? { dryRun: true } : {}),
    ...(values['eviction-data'] === true ? { evictionData: true } : {}),
    ...(values['auto-pace'] === true ? { autoPace: true } : {}),
    ...(keys === undefined ? {} : { keysPerSecond: wholeNumber('rate-keys', keys) }),
    ...(large === undefined ? {} : { bigKeyBytes: byteCount('big-key-bytes', large) }),
    ...(memory === undefined ? {} : { maxMemory: memoryOf(memory) }),
    ...(bytes === undefined ? {} : { bytesPerSecond: byteCount('rate-bytes', bytes) }),
    ...(patience === undefined ? {} : { retryForSeconds: secondsUpToAnHour('retry-for', patience) }),
  };
}

function memoryOf(text: string): number {
  const bytes = byteCount('max-memory', text);
  if (bytes < MAX_MEMORY.least)
    throw usage(
      `--max-memory is less than the ${String(MAX_MEMORY.least / 1e6)}M that a copy takes at least`,
    );
  return bytes;
}

/** The bounds of --min-bytes and its like. */
function boundsOf(values: OptionValues): Pick<CopyPlan, 'minBytes' | 'maxBytes' | 'minIdle' | 'maxIdle'> {
  const { 'min-bytes': least, 'max-bytes': most, 'min-idle': fresh, 'max-idle': old } = values;
  const minBytes = least === undefined ? undefined : byteCount('min-bytes', least);
  const maxBytes = most === undefined ? undefined : byteCount('max-bytes', most);
  const minIdle = fresh === undefined ? undefined : wholeNumber('min-idle', fresh);
  const maxIdle = old === undefined ? undefined : wholeNumber('max-idle', old);
  if ((minBytes ?? 0) > (maxBytes ?? Infinity)) throw usage('--min-bytes is more than --max-bytes');
  if ((minIdle ?? 0) > (maxIdle ?? Infinity)) throw usage('--min-idle is more than --max-idle');
  return {
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(minIdle === undefined ? {} : { minIdle }),
    ...(maxIdle === undefined ? {} : { maxIdle }),
  };
}

/** In one form, however it was written, so that plans can be compared. */
function slotsOf(text: string): string {
  const named = readSlotRanges(text);
  if (named === null) throw usage('--slots is not like 0-5460,9000 (slots are numbered from 0 to 16383)');
  return formatSlotRanges(named);
}

/** `0,2` of --db, or `0:0,1:2` of --map-db; null when neither is given. */
function mappingsOf(values: OptionValues): DatabaseMapping[] | null {
  const { db, 'map-db': mapped } = values;
  if (db !== undefined && mapped !== undefined)
    throw usage('--map-db names the databases, so --db is too much');
  if (db === undefined && mapped === undefined) return null;
  const pairs = (db ?? mapped ?? '').split(',').map((pair): DatabaseMapping => {
    const match = (db === undefined ? /^(\d{1,9}):(\d{1,9})(?:\/(.+))?$/ : /^(\d{1,9})$/).exec(pair);
    if (match === null) {
      throw usage(
        db === undefined ? '--map-db is not like 0:0,1:2 or 0:0,1:0/app1:' : '--db is not like 0 or 0,2',
      );
    }
    const prefix = match[3];
    // A tag in braces decides about the slot: one in the prefix would put all keys into the same.
    if (prefix !== undefined && /[{}]/.test(prefix)) throw usage('a prefix of --map-db holds braces');
    const numbers = { source: Number(match[1]), target: Number(match[2] ?? match[1]) };
    return prefix === undefined ? numbers : { ...numbers, prefix };
  });
  const option = db === undefined ? '--map-db' : '--db';
  for (const end of ['source', 'target'] as const) {
    // Prefixes keep the keys of several databases apart; whether they do is for the copy to see.
    const places = pairs.map(
      (pair) => `${String(pair[end])}${end === 'target' ? `/${pair.prefix ?? ''}` : ''}`,
    );
    const twice = places.findIndex((place, index) => places.indexOf(place) !== index);
    const pair = pairs[twice];
    if (pair !== undefined) throw usage(`${option} names database ${String(pair[end])} of the ${end} twice`);
  }
  return pairs;
}

function oneOf<Word extends string>(option: string, words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text);
  if (word === undefined) throw usage(`--${option} is not one of ${words.join(', ')}`);
  return word;
}
