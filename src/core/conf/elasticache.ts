import { directiveNamed } from './catalogue';
import type { ConfTarget } from './confTarget';
import table from './elasticache.json';
import { readInteger, readMemory } from './numbers';

/**
 * What becomes of a directive in ElastiCache. `settable`: by a parameter group. `managed`: by the service. `creation`: by
 * a field of its API. `not-available`: by nobody.
 */
export interface Readiness {
  readonly name: string;
  readonly verdict: 'settable' | 'managed' | 'creation' | 'not-available';
  /** A sentence. */
  readonly why: string;
  /** The parameter, when it is settable. */
  readonly parameter?: string;
  /** The first and the last family that has the parameter. */
  readonly families?: readonly string[];
  /** Fields of the API, when it is chosen at creation. */
  readonly field?: string;
  /** Words, or numbers as `0,20-` (0, or 20 and more). */
  readonly allowed?: string | readonly string[];
  /** Of the parameter, which may differ from the engine's. */
  readonly default?: string;
  /** Whether a page says so, or it follows from what pages say. */
  readonly known: 'documented' | 'partly' | 'inferred';
  /** What it is in serverless caches, which have no parameter groups. */
  readonly serverless?: string;
}

const READINESS = table.directives as readonly Readiness[];
const BY_NAME = new Map(READINESS.map((one) => [one.name, one]));

/** Families of parameter groups, oldest first. */
export const FAMILIES: readonly string[] = table.families;

/** The family for a server, and whether ElastiCache runs that very version: Redis OSS ends with 7.1. */
export function familyFor({ product, version }: ConfTarget): {
  readonly family: string;
  readonly exact: boolean;
} {
  const [major = '', minor] = version.split('.');
  if (product === 'valkey') return within(`valkey${major}`, 'valkey9');
  if (major === '7') return { family: 'redis7', exact: minor === '0' || minor === '1' };
  if (major === '6') return { family: 'redis6.x', exact: true };
  return within(`redis${major}.${minor ?? '0'}`, Number(major) > 7 ? 'valkey9' : 'redis7');
}

function within(family: string, otherwise: string): { family: string; exact: boolean } {
  return FAMILIES.includes(family) ? { family, exact: true } : { family: otherwise, exact: false };
}

/** What becomes of a directive: of several names of one thing, that which the family has as a parameter. */
export function readinessOf(name: string, family: string): Readiness | null {
  const own = BY_NAME.get(name);
  if (own === undefined) return null;
  const main = directiveNamed(name)?.aliasOf ?? name;
  const names = [
    own,
    ...READINESS.filter((one) => one.name === main || directiveNamed(one.name)?.aliasOf === main),
  ];
  return names.find((one) => one.verdict === 'settable' && hasParameter(one, family)) ?? own;
}

/** What is to be known beside the verdict; empty where the table only says that the names are the same. */
export function noteOf({ why }: Readiness): string {
  return /^Same (parameter )?names?\b[^,]*\.$/.test(why) ? '' : why;
}

/** True when a parameter group of the family has its parameter. */
export function hasParameter({ families: [first, last] = [] }: Readiness, family: string): boolean {
  const at = FAMILIES.indexOf(family);
  return (
    first !== undefined && last !== undefined && at >= FAMILIES.indexOf(first) && at <= FAMILIES.indexOf(last)
  );
}

/** What a cache has by the default parameter group of a family, by the names of directives; as far as pages tell. */
export function defaultsOf(family: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    READINESS.flatMap((one) =>
      one.verdict === 'settable' &&
      one.known === 'documented' &&
      one.default !== undefined &&
      hasParameter(one, family)
        ? [[one.name, one.default]]
        : [],
    ),
  );
}

/** Whether the parameter may be set to a value of the directive. */
export function isAllowed({ allowed }: Readiness, value: string, target: ConfTarget): boolean {
  if (allowed === undefined) return true;
  if (typeof allowed !== 'string') return allowed.includes(value.toLowerCase());
  if (allowed.startsWith('characters ')) {
    return Array.from(value).every((letter) =>
      allowed.slice('characters '.length).split(' ').includes(letter),
    );
  }
  const number = readInteger(value) ?? readMemory(value, target);
  if (number === null) return false;
  if (allowed === 'any integer') return true;
  if (allowed === 'integer > 0') return number > 0n;
  return allowed.split(',').some((part) => {
    const [, least = '', dash, most = ''] = /^(\d+)(-?)(\d*)$/.exec(part) ?? [];
    if (dash === undefined) return true;
    if (dash === '') return number === BigInt(least);
    return number >= BigInt(least) && (most === '' || number <= BigInt(most));
  });
}
