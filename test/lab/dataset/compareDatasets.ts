import type { Dataset, DatasetEntry, DatasetValue, StreamGroup } from './dataset';

/** One way in which two datasets differ. */
export interface Difference {
  /** The name of the key in the datasets. */
  readonly key: string;
  readonly kind: 'missing' | 'unexpected' | 'type' | 'expiry' | 'value';
  /** The database, the key as readable text, and what differs. */
  readonly detail: string;
}

/** What {@link compareDatasets} may overlook. */
export interface CompareOptions {
  /** Keys of hashes, or 'all', whose field expiry times do not count. */
  readonly ignoreFieldTtl?: 'all' | ReadonlySet<string>;
  /** How far key expiry times may lie apart, in milliseconds; servers before 7.0 report them only nearly. */
  readonly expiryToleranceMs?: number;
}

/**
 * Compares what was expected with what is there. A key in `expected` alone is 'missing', in `actual` alone
 * 'unexpected'. Stream counters which one of the servers does not report are not compared.
 */
export function compareDatasets(
  expected: Dataset,
  actual: Dataset,
  options: CompareOptions = {},
): Difference[] {
  const differences: Difference[] = [];
  const report = (key: string, kind: Difference['kind'], what: string): void => {
    differences.push({ key, kind, detail: `${readable(key)}: ${what}` });
  };
  for (const [key, entry] of expected) {
    const other = actual.get(key);
    if (other === undefined) {
      report(key, 'missing', `${entry.value.type} is missing`);
      continue;
    }
    if (entry.value.type !== other.value.type) {
      report(key, 'type', `${entry.value.type} became ${other.value.type}`);
      continue;
    }
    if (!sameExpiry(entry, other, options.expiryToleranceMs ?? 0)) {
      report(key, 'expiry', `expires at ${String(entry.expireAt)}, not ${String(other.expireAt)}`);
    }
    const ignore = options.ignoreFieldTtl === 'all' || options.ignoreFieldTtl?.has(key) === true;
    const left = comparable(entry.value, other.value, ignore);
    const right = comparable(other.value, entry.value, ignore);
    const what = firstDifference(left, right, '');
    if (what !== undefined) report(key, 'value', `${entry.value.type}${what}`);
  }
  for (const [key, entry] of actual) {
    if (!expected.has(key)) report(key, 'unexpected', `${entry.value.type} should not be there`);
  }
  return differences;
}

function sameExpiry(a: DatasetEntry, b: DatasetEntry, toleranceMs: number): boolean {
  if (a.expireAt === null || b.expireAt === null) return a.expireAt === b.expireAt;
  return Math.abs(a.expireAt - b.expireAt) <= toleranceMs;
}

/** `value` without the parts that are not to be compared with `other`. */
function comparable(value: DatasetValue, other: DatasetValue, ignoreFieldTtl: boolean): unknown {
  if (value.type === 'hash' && ignoreFieldTtl)
    return value.fields.map(([field, content]) => [field, content]);
  if (value.type !== 'stream' || other.type !== 'stream') return value;
  const groups = value.groups.map((group, at): Partial<StreamGroup> => {
    const { entriesRead, ...rest } = group;
    const known = entriesRead !== undefined && other.groups[at]?.entriesRead !== undefined;
    return known ? group : rest;
  });
  const { maxDeletedId, entriesAdded, ...rest } = value;
  return {
    ...rest,
    groups,
    ...(maxDeletedId === undefined || other.maxDeletedId === undefined ? {} : { maxDeletedId }),
    ...(entriesAdded === undefined || other.entriesAdded === undefined ? {} : { entriesAdded }),
  };
}

/** The path of the first difference and both sides of it, or undefined. */
function firstDifference(left: unknown, right: unknown, path: string): string | undefined {
  if (Object.is(left, right)) return undefined;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return `${path}: ${shown(left)} became ${shown(right)}`;
  }
  const a = left as Readonly<Record<string, unknown>>;
  const b = right as Readonly<Record<string, unknown>>;
  const count = Array.isArray(left) && Array.isArray(right) ? [left.length, right.length] : undefined;
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(a[name], b[name], `${path}.${name}`);
    if (found === undefined) continue;
    const counts =
      count === undefined || count[0] === count[1] ? '' : ` (${count.map(String).join(' became ')})`;
    return `${found}${counts}`;
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function readable(key: string): string {
  const slash = key.indexOf('/');
  const name = Buffer.from(key.slice(slash + 1), 'base64').toString();
  return `db ${key.slice(0, slash)} ${JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name)}`;
}
