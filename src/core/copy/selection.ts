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
  /** Bytes of memory that the source counts for the key, both included. */
  readonly minBytes?: number;
  readonly maxBytes?: number;
  /** Seconds since the key was used, both included. */
  readonly minIdle?: number;
  readonly maxIdle?: number;
}

/** What a key is chosen by. */
export interface Candidate {
  readonly key: Uint8Array;
  /** The first byte of its payload. */
  readonly type: number;
  /** 0 means no expiry. */
  readonly expireAt: number;
  readonly bytes: number;
  /** Seconds. */
  readonly idle: number;
}

/** Decides about one key. */
export type Selects = (candidate: Candidate) => boolean;

/** The decision that a choice stands for; null when every key is chosen, so that nothing needs to be asked. */
export function selection({ exclude = [], types, ttl, ...choice }: KeyChoice): Selects | null {
  const { minBytes = 0, maxBytes = Infinity, minIdle = 0, maxIdle = Infinity } = choice;
  const anyFigures = minBytes === 0 && maxBytes === Infinity && minIdle === 0 && maxIdle === Infinity;
  if (exclude.length === 0 && types === undefined && ttl === undefined && anyFigures) return null;
  const globs = exclude.map((glob) => new TextEncoder().encode(glob));
  const kinds = types === undefined ? null : new Set(types);
  return ({ key, type, expireAt, bytes, idle }) =>
    bytes >= minBytes &&
    bytes <= maxBytes &&
    idle >= minIdle &&
    idle <= maxIdle &&
    (ttl === undefined || (ttl === 'with') === expireAt > 0) &&
    (kinds === null || kinds.has(kindOfType(type))) &&
    !globs.some((glob) => matchesGlob(glob, key));
}
