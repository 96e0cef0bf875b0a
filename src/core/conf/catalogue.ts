import type { Product } from '../model/profile';
import { compareVersions } from './confTarget';
import type { ConfTarget } from './confTarget';
import table from './directives.json';

/**
 * How a value is read. `ignored`: taken and without effect. `special`: in a way of its own, see the rules. `obsolete`:
 * gone before Redis 2.8.
 */
export type DirectiveKind =
  | 'bool'
  | 'enum'
  | 'int'
  | 'memory'
  | 'signed-memory'
  | 'percent-or-memory'
  | 'octal'
  | 'string'
  | 'special'
  | 'ignored'
  | 'obsolete';

type PerProduct<T> = Readonly<Partial<Record<Product, T>>>;
/** One value, or for each product what it became from which version on. */
type Stepped<T> = T | Steps<T>;
type Steps<T> = PerProduct<readonly (readonly [string, T])[]>;
type Bound = number | string;
type Arity = readonly [least: number, most: number | null];

/** A directive as the table has it. Everything is to be asked for a version. */
export interface Directive {
  readonly name: string;
  readonly kind: Stepped<DirectiveKind>;
  /** First release; one behind `<=` is the first that was looked at. */
  readonly since: PerProduct<string>;
  /** Single releases that have it too, in the build of a distribution. */
  readonly also?: PerProduct<readonly string[]>;
  /** First release without it. */
  readonly removed?: PerProduct<string>;
  /** Number of arguments, from and to (null: any number); one when not given. */
  readonly arity?: Stepped<Arity>;
  /** Since when one quoted argument may hold all of them. */
  readonly many?: PerProduct<string>;
  readonly values?: Stepped<readonly string[]>;
  readonly min?: Stepped<Bound>;
  readonly max?: Stepped<Bound>;
  /** A percentage may be given, up to this one. */
  readonly percentMax?: number;
  /** Of numbers, in words. */
  readonly unit?: string;
  readonly default?: Stepped<string>;
  /** The name that is preferred now, and since when. */
  readonly aliasOf?: string;
  readonly aliasSince?: PerProduct<string>;
  /** Since when it is taken and without effect. */
  readonly ignoredSince?: PerProduct<string>;
  /** Several lines add up; of all others the last one wins. */
  readonly repeats?: boolean;
  /** Changed only by a restart. */
  readonly restart?: boolean;
  /** The value is a secret, or a name that helps to guess one. */
  readonly secret?: boolean;
  /** For developers of the server. */
  readonly hidden?: boolean;
  /** What the server must be built with. */
  readonly needs?: string;
}

/** Every directive that some version has. */
export const DIRECTIVES: readonly Directive[] = table.directives as unknown as readonly Directive[];

/** Versions that the table was confirmed by, oldest first. */
export const MEASURED: Readonly<Record<Product, readonly string[]>> = table.measured;

const BY_NAME = new Map(DIRECTIVES.map((directive) => [directive.name, directive]));

/** The directive of a name in any case; it may be one that a given version does not have. */
export function directiveNamed(name: string): Directive | null {
  return BY_NAME.get(name) ?? BY_NAME.get(name.toLowerCase()) ?? null;
}

/** Whether the version has it. Where it is not certain since when, every version that may have it does. */
export function isKnown({ since, removed, also }: Directive, target: ConfTarget): boolean {
  if (also?.[target.product]?.includes(target.version) === true) return true;
  const first = since[target.product];
  if (first === undefined) return false;
  const gone = removed?.[target.product];
  if (gone !== undefined && compareVersions(target.version, gone) >= 0) return false;
  if (!first.startsWith('<=')) return compareVersions(target.version, first) >= 0;
  const seen = first.slice(2);
  const before = MEASURED[target.product].findLast((version) => compareVersions(version, seen) < 0);
  return before === undefined || compareVersions(target.version, before) > 0;
}

/** How this version reads the value. */
export function kindOf(directive: Directive, target: ConfTarget): DirectiveKind {
  const ignored = directive.ignoredSince?.[target.product];
  if (ignored !== undefined && compareVersions(target.version, ignored) >= 0) return 'ignored';
  return at(directive.kind, target) ?? 'special';
}

/** How many arguments it takes; `most` is Infinity when there is no limit. */
export function arityOf(
  { arity }: Directive,
  target: ConfTarget,
): { readonly least: number; readonly most: number } {
  const [least, most] = (arity === undefined ? undefined : at(arity, target)) ?? [1, 1];
  return { least, most: most ?? Infinity };
}

/** True when one quoted argument may hold several. */
export function takesMany({ many }: Directive, target: ConfTarget): boolean {
  const first = many?.[target.product];
  return first !== undefined && compareVersions(target.version, first) >= 0;
}

/** The words that it may be set to; empty when they are not counted up. */
export function valuesOf({ values }: Directive, target: ConfTarget): readonly string[] {
  return values === undefined ? [] : (at(values, target) ?? []);
}

/** The smallest and the greatest number, null where there is none. */
export function boundsOf(
  { min, max }: Directive,
  target: ConfTarget,
): { readonly min: bigint | null; readonly max: bigint | null } {
  const least = min === undefined ? undefined : at(min, target);
  const most = max === undefined ? undefined : at(max, target);
  return { min: least === undefined ? null : BigInt(least), max: most === undefined ? null : BigInt(most) };
}

/** What CONFIG GET answers when nothing is set; null when that is not known. */
export function defaultOf(directive: Directive, target: ConfTarget): string | null {
  return directive.default === undefined ? null : (at(directive.default, target) ?? null);
}

/** The name to prefer in this version, or null when this one is it. */
export function preferredName({ aliasOf, aliasSince }: Directive, target: ConfTarget): string | null {
  const first = aliasSince?.[target.product];
  if (aliasOf === undefined || first === undefined) return null;
  return compareVersions(target.version, first) >= 0 ? aliasOf : null;
}

function at<T extends Bound | readonly unknown[]>(value: Stepped<T>, target: ConfTarget): T | undefined {
  if (!isStepped(value)) return value;
  return value[target.product]?.findLast(([version]) => compareVersions(target.version, version) >= 0)?.[1];
}

function isStepped<T>(value: Stepped<T>): value is Steps<T> {
  return typeof value === 'object' && !Array.isArray(value);
}
