import type { KindSample } from '../core/ports';
import type { DatabaseProfile } from '../core/model/profile';
import type { ValueKind } from '../core/model/valueKind';
import { readRedirect } from './cluster/redirect';
import type { Lane } from './lane';
import { scanPages } from './scan';
import { translate } from './translate';

const KINDS: Readonly<Record<string, ValueKind>> = {
  string: 'string',
  list: 'list',
  set: 'set',
  zset: 'zset',
  hash: 'hash',
  stream: 'stream',
};

/** Looks at the types of up to `limit` keys, shared out over the databases by their size. @throws Failure */
export async function sampleKinds(
  lane: Lane,
  label: string,
  databases: readonly DatabaseProfile[],
  limit: number,
  signal: AbortSignal,
): Promise<KindSample> {
  const what = `Could not look at the keys of ${label}`;
  const total = databases.reduce((sum, { keys }) => sum + keys, 0);
  const counts = new Map<ValueKind, number>();
  let seen = 0;
  for (const { index, keys } of databases) {
    const share = total <= limit ? Infinity : Math.ceil((limit * keys) / total);
    let here = 0;
    for await (const { keys: page } of scanPages(lane, { database: index, label }, signal)) {
      const types = await lane.pipelineIn(
        what,
        index,
        page.map((key) => ['TYPE', key]),
      );
      for (const type of types) {
        if (type instanceof Error) {
          // Keys that are just moving to another node of the cluster: the sample goes without them.
          if (readRedirect(type.message) !== null) continue;
          throw translate(type, what);
        }
        const name = Buffer.isBuffer(type) ? type.toString('latin1') : String(type);
        if (name === 'none') continue;
        const kind = KINDS[name] ?? 'module';
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      here += page.length;
      if (here >= share) break;
    }
    seen += here;
  }
  return { counts, keys: seen, complete: total <= limit };
}
