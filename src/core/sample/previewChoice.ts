import { matchesGlob } from '../copy/glob';
import type { CopyPlan } from '../copy/plan';
import { selection } from '../copy/selection';
import type { Selects } from '../copy/selection';
import type { KeySample, SeenKey } from '../model/keySample';
import type { ValueKind } from '../model/valueKind';
import type { DatabasePair } from '../plan/pairDatabases';
import { toBase64 } from '../model/base64';
import { kindOfType } from '../rdb/valueType';

/** How many names are given. */
const EXAMPLES = 10;

/** What a choice of keys would take, as far as the keys that were looked at tell. */
export interface ChoicePreview {
  /** Keys of the source's databases that are chosen. */
  readonly keys: number;
  /** False where that is worked out from some of the keys. */
  readonly exact: boolean;
  /** Whether it may be fewer: a part of the choice cannot be told from what was looked at. */
  readonly atMost: boolean;
  /** Names of keys that are chosen, as Base64. */
  readonly examples: readonly string[];
}

/**
 * Applies a choice to the keys that a check looked at.
 * @param pairs the databases that are chosen, with their keys
 * @returns null where the sample tells nothing of it: none was kept, or none of a database that holds keys
 */
export function previewChoice(
  choice: Partial<CopyPlan>,
  pairs: readonly DatabasePair[],
  { seen, complete, keys: looked }: KeySample,
): ChoicePreview | null {
  if (seen === undefined) return null;
  const { minIdle, maxIdle, ...told } = choice;
  const chosen = predicate(told);
  const examples: string[] = [];
  let keys = 0;
  for (const { source, keys: held } of pairs) {
    const ofDatabase = seen.filter(({ database }) => database === source);
    if (ofDatabase.length === 0 && held > 0) return null;
    const found = ofDatabase.filter(chosen);
    if (ofDatabase.length > 0) keys += (held * found.length) / ofDatabase.length;
    for (const { key } of found.slice(0, EXAMPLES - examples.length)) examples.push(toBase64(key));
  }
  const untold =
    told.slots !== undefined ||
    minIdle !== undefined ||
    maxIdle !== undefined ||
    (isBySize(told) && seen.some(({ bytes }) => bytes === null)) ||
    (told.ttl !== undefined && seen.some(({ expires }) => expires === null));
  const exact = complete && seen.length === looked && !untold;
  return { keys: Math.round(keys), exact, atMost: untold, examples };
}

/** What cannot be told of a key counts as chosen. */
function predicate(choice: Partial<CopyPlan>): (key: SeenKey) => boolean {
  const { match } = choice;
  const glob = match === undefined ? null : new TextEncoder().encode(match);
  const selects = selection(choice);
  return (seen) => (glob === null || matchesGlob(glob, seen.key)) && passes(selects, seen, choice);
}

function passes(
  selects: Selects | null,
  { key, kind, bytes, expires }: SeenKey,
  { ttl, minBytes = 0 }: Partial<CopyPlan>,
): boolean {
  if (selects === null) return true;
  const hasExpiry = expires ?? ttl === 'with';
  return selects({
    key,
    type: TYPES.get(kind) ?? -1,
    expireAt: hasExpiry ? 1 : 0,
    bytes: bytes ?? minBytes,
    idle: 0,
  });
}

function isBySize({ minBytes, maxBytes }: Partial<CopyPlan>): boolean {
  return minBytes !== undefined || maxBytes !== undefined;
}

/** A type byte of each kind. */
const TYPES: ReadonlyMap<ValueKind, number> = new Map(
  Array.from({ length: 256 }, (_, type) => [kindOfType(type), type] as const),
);
