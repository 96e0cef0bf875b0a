import type { DatabasePair } from '../plan/pairDatabases';

/**
 * Which other databases of the source go to the same one of the target, by prefixes that begin alike: a name there may be
 * of either. Empty where there are no prefixes.
 */
export interface Neighbours {
  /** How names begin that belong to a database of a longer prefix, as far as they are seen without this one's. */
  readonly longer: readonly Uint8Array[];
  /** Databases of shorter prefixes, and what stands before the name in them. */
  readonly shorter: readonly { readonly database: number; readonly lead: Uint8Array }[];
}

/** The neighbours of one pair among all of a run. */
export function neighboursOf(pair: DatabasePair, pairs: readonly DatabasePair[]): Neighbours {
  const prefix = pair.prefix ?? '';
  const others = pairs.filter((other) => other !== pair && other.target === pair.target);
  const rest = (whole: string, begin: string): Uint8Array =>
    new TextEncoder().encode(whole.slice(begin.length));
  return {
    longer: others.flatMap(({ prefix: other = '' }) =>
      other !== prefix && other.startsWith(prefix) ? [rest(other, prefix)] : [],
    ),
    shorter: others.flatMap(({ source, prefix: other = '' }) =>
      prefix.startsWith(other) ? [{ database: source, lead: rest(prefix, other) }] : [],
    ),
  };
}

/** Of names in the target, without the pair's prefix, those that no longer prefix claims. */
export function ownNames({ longer }: Neighbours, names: readonly Uint8Array[]): readonly Uint8Array[] {
  if (longer.length === 0) return names;
  return names.filter((name) => !longer.some((lead) => lead.every((byte, index) => name[index] === byte)));
}
