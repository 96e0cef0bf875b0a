import { AwsFault } from './awsFault';
import type { Structure } from './decodeRequest';

/** How an operation pages: the names of its parameters, and how many items a page may have. */
export interface Paged {
  readonly marker: 'Marker' | 'NextToken';
  readonly size: 'MaxRecords' | 'MaxResults';
  readonly lowest: number;
  readonly highest: number;
  /** Where the request does not say. */
  readonly usual: number;
}

/**
 * One page of what was found, and the marker of the next; a marker holds for the same request only.
 * @throws AwsFault for a size out of its range and for a marker that is none
 */
export function page<Item>(
  found: readonly Item[],
  input: Structure,
  { marker, size, lowest, highest, usual }: Paged,
): { items: readonly Item[]; next: string | undefined } {
  const length = (input[size] as number | undefined) ?? usual;
  if (length < lowest || length > highest) {
    throw AwsFault.invalid(`${size} must be between ${String(lowest)} and ${String(highest)}.`);
  }
  const rest = JSON.stringify({ ...input, [marker]: undefined, [size]: undefined });
  const given = input[marker] as string | undefined;
  let start = 0;
  if (given !== undefined) {
    const [at, asked] = Buffer.from(given, 'base64').toString('utf8').split('\n');
    if (asked !== rest || at === undefined) throw AwsFault.invalid(`The ${marker} is not valid.`);
    start = Number(at);
  }
  const end = start + length;
  const next =
    end < found.length ? Buffer.from(`${String(end)}\n${rest}`, 'utf8').toString('base64') : undefined;
  return { items: found.slice(start, end), next };
}
