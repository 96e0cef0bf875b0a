import type { CopyPlan } from '../../core/copy/plan';
import type { TtlClass } from '../../core/copy/selection';
import { Failure } from '../../core/model/failure';
import type { ConflictPolicy } from '../../core/model/run';
import { readSlotRanges } from '../../core/model/slotRanges';
import type { ValueKind } from '../../core/model/valueKind';
import type { DatabaseMapping } from '../../core/plan/pairDatabases';
import { SETTINGS } from '../ids';

/** What a copy is asked to do, but for the databases that the addresses of its endpoints name. */
export type CopyChoice = Omit<CopyPlan, 'sourceDatabase' | 'targetDatabase'>;

/** Types of keys, as settings and options name them. */
export const KINDS: readonly ValueKind[] = ['string', 'list', 'set', 'zset', 'hash', 'stream', 'module'];

const POLICIES: readonly ConflictPolicy[] = ['replace', 'skip', 'fail'];
const TTL_CLASSES: readonly (TtlClass | 'any')[] = ['any', 'with', 'without'];
/** What Dial.lanes takes. */
const MOST_LANES = 16;

/**
 * What the settings ask of a copy. An empty text, an empty list and 0 choose and limit nothing.
 * @param read the value of a setting, as the editor keeps it: anybody may have written anything there
 * @throws Failure `settings.invalid` naming the setting
 */
export function copyChoice(read: (name: string) => unknown): CopyChoice {
  const match = text(SETTINGS.match, read);
  const exclude = texts(SETTINGS.exclude, read);
  const types = texts(SETTINGS.types, read).map((kind) => oneOf(SETTINGS.types, KINDS, kind));
  const ttl = oneOf(SETTINGS.ttl, TTL_CLASSES, read(SETTINGS.ttl) ?? 'any');
  const databases = text(SETTINGS.databases, read);
  const slots = text(SETTINGS.slots, read);
  const sample = wholeNumber(SETTINGS.sample, read);
  const keysPerSecond = wholeNumber(SETTINGS.rateKeys, read);
  const bytesPerSecond = wholeNumber(SETTINGS.rateBytes, read);
  if (slots !== '' && readSlotRanges(slots) === null) {
    throw invalid(SETTINGS.slots, 'is not ranges of slots from 0 to 16383, such as 0-5460,9000');
  }
  return {
    onConflict: oneOf(SETTINGS.onConflict, POLICIES, read(SETTINGS.onConflict) ?? 'replace'),
    ...(match === '' ? {} : { match }),
    ...(exclude.length === 0 ? {} : { exclude }),
    ...(types.length === 0 ? {} : { types }),
    ...(ttl === 'any' ? {} : { ttl }),
    ...(databases === '' ? {} : { databases: mappings(databases) }),
    ...(slots === '' ? {} : { slots }),
    ...(sample === 0 ? {} : { sample }),
    ...(keysPerSecond === 0 ? {} : { keysPerSecond }),
    ...(bytesPerSecond === 0 ? {} : { bytesPerSecond }),
    ...(flag(SETTINGS.autoPace, read) ? { autoPace: true } : {}),
    ...(flag(SETTINGS.evictionData, read) ? { evictionData: true } : {}),
    ...(flag(SETTINGS.dryRun, read) ? { dryRun: true } : {}),
  };
}

/** How many connections to each node; see Dial. @throws Failure `settings.invalid` */
export function lanes(read: (name: string) => unknown): number {
  const count = read(SETTINGS.lanes) ?? 1;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST_LANES) {
    throw invalid(SETTINGS.lanes, `is not a whole number from 1 to ${String(MOST_LANES)}`);
  }
  return count;
}

/** `0,2`, or with other numbers in the target `0:0,1:2`. */
function mappings(written: string): DatabaseMapping[] {
  const pairs = written.split(',').map((pair) => {
    const [, source, target = source] = /^\s*(\d{1,9})(?::(\d{1,9}))?\s*$/.exec(pair) ?? [];
    if (source === undefined) throw invalid(SETTINGS.databases, 'is not like 0,2 or 0:0,1:2');
    return { source: Number(source), target: Number(target) };
  });
  for (const end of ['source', 'target'] as const) {
    if (new Set(pairs.map((pair) => pair[end])).size === pairs.length) continue;
    throw invalid(SETTINGS.databases, `names a database of the ${end} twice`);
  }
  return pairs;
}

function text(name: string, read: (name: string) => unknown): string {
  const value = read(name) ?? '';
  if (typeof value !== 'string') throw invalid(name, 'is not a text');
  return value.trim();
}

function texts(name: string, read: (name: string) => unknown): string[] {
  const value = read(name) ?? [];
  const all: readonly unknown[] | null = Array.isArray(value) ? value : null;
  const found = all?.filter((one) => typeof one === 'string' && one !== '');
  if (all === null || found?.length !== all.length) throw invalid(name, 'is not a list of texts');
  return found as string[];
}

function wholeNumber(name: string, read: (name: string) => unknown): number {
  const value = read(name) ?? 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw invalid(name, 'is not a whole number from 0');
}

function flag(name: string, read: (name: string) => unknown): boolean {
  const value = read(name) ?? false;
  if (typeof value !== 'boolean') throw invalid(name, 'is neither true nor false');
  return value;
}

function oneOf<Word extends string>(name: string, words: readonly Word[], value: unknown): Word {
  const word = words.find((one) => one === value);
  if (word === undefined) throw invalid(name, `is not one of ${words.join(', ')}`);
  return word;
}

function invalid(name: string, why: string): Failure {
  return new Failure('settings.invalid', {
    what: 'Could not read the settings',
    why: `${SETTINGS.section}.${name} ${why}`,
    next: 'Correct it in the settings.',
  });
}
