import type { Prng } from './prng';
import { inSteps, type RedisArgument, type RedisCommand, type Specimen, times, year2100 } from './specimen';

/** How the fields of a hash expire; see {@link Specimen.fieldTtl}. */
type Plan = 'all' | 'mixed' | 'removed';

/**
 * Hashes whose fields have a time to live. On a server without field TTL (`supported` false) the same hashes
 * come without it, so that the rest of the dataset is the same everywhere.
 */
export function fieldTtlSpecimens(prng: Prng, supported: boolean): Specimen[] {
  const plans: readonly (readonly [name: string, fields: number, plan: Plan])[] = [
    ['field-ttl:small', 3, 'all'],
    ['field-ttl:small-mixed', 10, 'mixed'],
    ['field-ttl:small-removed', 3, 'removed'],
    ['field-ttl:large', 600, 'all'],
    ['field-ttl:large-mixed', 700, 'mixed'],
    ['field-ttl:large-removed', 600, 'removed'],
  ];
  return plans.map(([key, fields, plan], index) => {
    const specimen = fieldTtlHash(prng, key, fields, plan, supported);
    // One of them expires as a whole too: two clocks on one key.
    return index === 1 ? { ...specimen, expireAt: year2100 + 6 } : specimen;
  });
}

/** One such hash; the fields of 'mixed' have a time to live in two of three cases. */
export function fieldTtlHash(
  prng: Prng,
  key: string,
  fields: number,
  plan: Plan,
  supported: boolean,
): Specimen {
  const names = times(fields, (index) => `field:${String(index)}`);
  const values = names.flatMap((name): RedisArgument[] => [name, prng.text(prng.between(4, 24))]);
  const set = inSteps('HSET', key, values);
  if (!supported) return { kind: 'hash', key, commands: set };
  const expiring = plan === 'mixed' ? names.filter((_, index) => index % 3 !== 0) : names;
  // Groups of fields share a moment, so that a large hash does not need a command for each field.
  const groupSize = Math.max(1, Math.ceil(expiring.length / 10));
  const expire: RedisCommand[] = [];
  for (let at = 0; at < expiring.length; at += groupSize) {
    const group = expiring.slice(at, at + groupSize);
    expire.push(['HPEXPIREAT', key, year2100 + at * 1000 + 77, 'FIELDS', group.length, ...group]);
  }
  if (plan !== 'removed') return { kind: 'hash', key, commands: [...set, ...expire], fieldTtl: 'set' };
  const persist: RedisCommand = ['HPERSIST', key, 'FIELDS', names.length, ...names];
  return { kind: 'hash', key, commands: [...set, ...expire, persist], fieldTtl: 'removed' };
}

/**
 * Hashes with fields that are past their time a few milliseconds after they were made. They stay in memory
 * only while the server does not look for them: DEBUG SET-ACTIVE-EXPIRE 0 comes first.
 */
export function expiredFieldSpecimens(prng: Prng): Specimen[] {
  const made = (key: string, fields: number, expired: number, future: number): Specimen => {
    const names = times(fields, (index) => `field:${String(index)}`);
    const gone = names.slice(0, expired);
    const later = names.slice(expired, expired + future);
    return {
      kind: 'hash',
      key,
      commands: [
        ...inSteps(
          'HSET',
          key,
          names.flatMap((name) => [name, prng.text(12)]),
        ),
        ...(future > 0 ? [['HPEXPIREAT', key, year2100, 'FIELDS', later.length, ...later] as const] : []),
        ['HPEXPIRE', key, 10, 'FIELDS', gone.length, ...gone],
      ],
      expiredFields: expired,
      ...(future > 0 ? { fieldTtl: 'set' as const } : {}),
      ...(expired === fields ? { hidden: true } : {}),
    };
  };
  return [
    made('field-ttl:expired-small', 6, 2, 2),
    made('field-ttl:expired-large', 650, 100, 50),
    made('field-ttl:expired-none-left-with-ttl', 5, 2, 0),
    made('field-ttl:expired-completely', 4, 4, 0),
  ];
}
