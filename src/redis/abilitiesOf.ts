import { versionAtLeast } from '../core/model/profile';
import type { Profile } from '../core/model/profile';

/** What a server can do that others cannot, and that decides how keys are read and written. */
export interface Abilities {
  /** It tells absolute expiries. */
  readonly exactExpiry: boolean;
  /** Expiries of a hash's fields. */
  readonly fieldExpiry: boolean;
  /** The counters of streams. */
  readonly streamCounters: boolean;
  /** Consumers can be made. */
  readonly createConsumer: boolean;
}

/** By product and version: every Valkey has what Redis 7.2 has. */
export function abilitiesOf({ product, version }: Pick<Profile, 'product' | 'version'>): Abilities {
  const valkey = product === 'valkey';
  return {
    exactExpiry: valkey || versionAtLeast(version, '7.0'),
    fieldExpiry: versionAtLeast(version, valkey ? '9.0' : '7.4'),
    streamCounters: valkey || versionAtLeast(version, '7.0'),
    createConsumer: valkey || versionAtLeast(version, '6.2'),
  };
}
