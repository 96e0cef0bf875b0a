import type { DatabasePair } from '../plan/pairDatabases';
import { chosenOf, databaseWork, lookInFull, settleKeys } from './databaseWork';
import type { SharedWork } from './databaseWork';
import { countExtras } from './findExtras';
import { keysOf } from './keysOf';
import { ownNames } from './neighbours';
import { partOf } from './partOf';
import type { VerifyEvent } from './plan';
import { Reservoir } from './reservoir';

/** Keys that are compared at once: their values may be of any size. */
const PIECE_KEYS = 32;

interface Sampled {
  readonly key: Uint8Array;
  readonly pair: DatabasePair;
}

/**
 * Compares so many keys of each side, chosen at random among all that the plan chooses: those of the source in full, of
 * those of the target whether the source has them.
 * @throws Failure
 */
export async function* compareSample(
  pairs: readonly DatabasePair[],
  size: number,
  work: SharedWork,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  const { tally } = work;
  const drawn = await draw('source', pairs, size, work, signal);
  tally.sampled('source', drawn.items.length, drawn.offered);
  tally.total = drawn.items.length;
  for (const pair of pairs) {
    const here = databaseWork(work, pair, pairs);
    const look = lookInFull(here, signal);
    for (const names of pieces(drawn.items, pair)) {
      if (signal.aborted) return;
      const keys = keysOf(names);
      await settleKeys(here, look, keys, await look(keys), signal);
      yield { kind: 'progress', progress: tally.progress() };
    }
  }
  const held = await draw('target', pairs, size, work, signal);
  tally.sampled('target', held.items.length, held.offered);
  for (const pair of pairs) {
    for (const names of pieces(held.items, pair)) {
      if (signal.aborted) return;
      await countExtras(databaseWork(work, pair, pairs), names, signal);
    }
  }
}

async function draw(
  end: 'source' | 'target',
  pairs: readonly DatabasePair[],
  size: number,
  work: SharedWork,
  signal: AbortSignal,
): Promise<Reservoir<Sampled>> {
  const reservoir = new Reservoir<Sampled>(size);
  const { plan, ports, selects } = work;
  for (const pair of pairs) {
    const { target, neighbours } = databaseWork(work, pair, pairs);
    const server = end === 'source' ? ports.source : target;
    for await (const all of server.names(partOf(plan, pair[end]), signal)) {
      const names = end === 'source' ? all : ownNames(neighbours, all);
      const keys = keysOf(names);
      const chosen =
        selects === null ? names : chosenOf(keys, await server.outline(pair[end], keys, signal), selects);
      // A copy: the name is a view into a whole page of names.
      for (const key of chosen) reservoir.offer(() => ({ key: key.slice(), pair }));
    }
  }
  return reservoir;
}

function* pieces(sampled: readonly Sampled[], pair: DatabasePair): Generator<readonly Uint8Array[]> {
  const here = sampled.filter((one) => one.pair === pair);
  for (let from = 0; from < here.length; from += PIECE_KEYS) {
    yield here.slice(from, from + PIECE_KEYS).map(({ key }) => key);
  }
}
