import type { Profile } from '../model/profile';
import type { DatabasePair } from '../plan/pairDatabases';
import { formatCount } from '../report/format';
import type { Checkpoint } from './checkpoint';

/** Of the keys written, the part that may have been counted twice: a scan may name a key again. */
const TWICE = 1 / 100;
/** Of the keys written, the part that expiry does not take; see SourceWatch. */
const SPARED = 1 / 100;

/**
 * What a target, the same process as before, holds of what a run wrote to it, where that is less than it can be: someone
 * emptied it. What it evicted, and as many keys as the source holds with an expiry, may have gone by themselves, but hardly
 * every one; where a database holds keys of others too, they hide what lacks.
 * @returns how many keys it holds, and how many were written, as texts; null where nothing lacks
 */
export function lackOf(
  { scans, held = {}, target: before }: Checkpoint,
  source: Profile,
  target: Profile,
  pairs: readonly DatabasePair[],
): readonly [holds: string, written: string] | null {
  const evicted = Math.max(0, target.evictedKeys - before.evictedKeys);
  for (const database of new Set(pairs.map((pair) => pair.target))) {
    let written = 0;
    let expiring = 0;
    for (const { source: from } of pairs.filter((pair) => pair.target === database)) {
      for (const { position, counts } of scans) {
        if (position.database === from) written += counts.keys.copied;
      }
      const then = Object.values(held).reduce((sum, node) => sum + (node.expiring[from] ?? 0), 0);
      const now = source.databases.find(({ index }) => index === from)?.expiring ?? 0;
      expiring += Math.max(then, now);
    }
    const holds = target.databases.find(({ index }) => index === database)?.keys ?? 0;
    const lasting = written * (1 - TWICE) - expiring - evicted;
    if (holds < lasting || holds < (written - evicted) * SPARED) {
      return [formatCount(holds), formatCount(written)];
    }
  }
  return null;
}
