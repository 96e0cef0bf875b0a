import { sameExpiry } from '../model/clocks';
import { versionAtLeast } from '../model/profile';
import type { Product, Profile } from '../model/profile';
import type { Clock } from '../ports';
import { readsType } from '../rdb/serverFormat';
import { ValueType } from '../rdb/valueType';

/** PTTL plus TIME, of servers before 7.0, is exact to a few milliseconds only. */
const COARSE_EXPIRY_MS = 20;

/** What the comparing of keys has to know of the two servers. */
export interface Ends {
  readonly products: { readonly source: Product; readonly target: Product };
  /** What the target can hold: lacking it is a difference then, and a loss otherwise. */
  readonly holds: Readonly<Record<'hash-field-ttl' | 'stream-idempotency', boolean>>;
  /** Whether two expiries, in milliseconds since the epoch or 0, count as equal; see core/model/clocks. */
  readonly sameExpiry: (sourceAt: number, targetAt: number) => boolean;
  /** The time by each server's clock, milliseconds since the epoch. */
  readonly sourceNow: () => number;
  readonly targetNow: () => number;
}

/** What to know of the two servers. */
export function endsOf(source: Profile, target: Profile, clock: Clock): Ends {
  return {
    products: { source: source.product, target: target.product },
    holds: {
      'hash-field-ttl': readsType(target, ValueType.hash2) || readsType(target, ValueType.hashMetadata),
      'stream-idempotency': readsType(target, ValueType.stream4),
    },
    sameExpiry: sameExpiry(
      source,
      target,
      hasExactExpiry(source) && hasExactExpiry(target) ? 0 : COARSE_EXPIRY_MS,
    ),
    sourceNow: () => clock.now() + source.clockOffset,
    targetNow: () => clock.now() + target.clockOffset,
  };
}

function hasExactExpiry(profile: Profile): boolean {
  return profile.product === 'valkey' || versionAtLeast(profile.version, '7.0');
}
