import { inWindow } from '../copy/window';
import { TEMPORARY_PREFIX } from '../largeValue';
import { withPrefix } from '../plan/keyPrefix';
import { chosenOf } from './databaseWork';
import type { DatabaseWork } from './databaseWork';
import { keysOf } from './keysOf';
import { ownNames } from './neighbours';
import { partOf } from './partOf';
import type { VerifyEvent } from './plan';

const TEMPORARY = new TextEncoder().encode(`${TEMPORARY_PREFIX}:`);

/** Pages of names that are asked about at once. */
const PAGES = { items: 8, weight: Infinity, weigh: () => 0 };

/** Looks for chosen keys of the target's database that the source has not. @throws Failure */
export async function* findExtras(work: DatabaseWork, signal: AbortSignal): AsyncGenerator<VerifyEvent> {
  const { plan, target, pair, tally } = work;
  const check = async (names: readonly Uint8Array[]): Promise<VerifyEvent> => {
    await countExtras(work, names, signal);
    return { kind: 'progress', progress: tally.progress() };
  };
  yield* inWindow(target.names(partOf(plan, pair.target), signal), PAGES, check);
}

/** False of what a copy that was cut has left of a large key: it expires within an hour, and was never the user's. */
function isKept(name: Uint8Array): boolean {
  return !TEMPORARY.every((byte, index) => name[index] === byte);
}

/** Counts those of some keys of the target that the source has not, or deletes them if that is wanted. @throws Failure */
export async function countExtras(
  { ports: { source }, target, pair, neighbours, tally, selects, removal }: DatabaseWork,
  names: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<void> {
  const own = ownNames(neighbours, names.filter(isKept));
  const present = await source.exist(pair.source, own, signal);
  let absent = own.filter((_, index) => present[index] !== true);
  for (const { database, lead } of neighbours.shorter) {
    if (absent.length === 0) return;
    const longer = absent.map((name) => withPrefix(lead, name));
    const there = await source.exist(database, longer, signal);
    absent = absent.filter((_, index) => there[index] !== true);
  }
  if (absent.length === 0) return;
  // A key may have been deleted on both sides between the two questions.
  const held = await target.exist(pair.target, absent, signal);
  const suspects = absent.filter((_, index) => held[index] === true);
  if (suspects.length === 0) return;
  const keys = keysOf(suspects);
  const extras =
    selects === null ? suspects : chosenOf(keys, await target.outline(pair.target, keys, signal), selects);
  const prefix = new TextEncoder().encode(pair.prefix ?? '');
  const kept = removal === null ? extras : await removal(target, pair.target, extras, signal);
  tally.deletedExtras(extras.length - kept.length);
  for (const key of kept) tally.extra(withPrefix(prefix, key), pair.target);
}
