import type { ValueKind } from '../model/valueKind';
import { kindOfType } from '../rdb/valueType';
import { matchesGlob } from './glob';

/** Keys with an expiry, or those without. */
export type TtlClass = 'with' | 'without';

/** Which keys to copy, of those that the source names; what is absent does not choose. */
export interface KeyChoice {
  /** Globs as SCAN's MATCH takes them; a key that matches one stays behind. */
  readonly exclude?: readonly string[];
  readonly types?: readonly ValueKind[];
  readonly ttl?: TtlClass;
}

/** Decides by a key's name, the first byte of its payload, and its expiry (0: none). */
export type Selects = (key: Uint8Array, type: number, expireAt: number) => boolean;

/** The decision that a choice stands for; null when every key is chosen, so that nothing needs to be asked. */
export function selection({ exclude = [], types, ttl }: KeyChoice): Selects | null {
  if (exclude.length === 0 && types === undefined && ttl === undefined) return null;
  const globs = exclude.map((glob) => new TextEncoder().encode(glob));
  const kinds = types === undefined ? null : new Set(types);
  return (key, type, expireAt) =>
    (ttl === undefined || (ttl === 'with') === expireAt > 0) &&
    (kinds === null || kinds.has(kindOfType(type))) &&
    !globs.some((glob) => matchesGlob(glob, key));
}
