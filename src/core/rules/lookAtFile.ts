import { SELF_MANAGED } from '../model/deployment';
import { RdbTally } from '../rdb/file/rdbTally';
import { RdbWalker } from '../rdb/file/rdbWalker';
import { kindsOf } from './found';
import type { FoundSource } from './found';

/** How far a look at a file has come. */
export interface FileProgress {
  readonly bytes: number;
  readonly keys: number;
}

/**
 * Looks at an RDB file as the source of a migration, from its beginning to its end: every key is seen.
 * @param path what to call it
 * @param parts its content, in order; a part may be overwritten once the next one is asked for
 * @param now milliseconds since the epoch, against which expiries are told
 * @param onProgress told after every part
 * @throws Failure `file.damaged`, `payload.unsupported` for a part that is not known, what `parts` throws; the signal's reason
 */
export async function lookAtFile(
  path: string,
  parts: AsyncIterable<Uint8Array>,
  now: number,
  signal: AbortSignal,
  onProgress: (progress: FileProgress) => void = () => undefined,
): Promise<FoundSource> {
  const tally = new RdbTally(now);
  const walker = new RdbWalker((key) => {
    tally.add(key);
  });
  let bytes = 0;
  for await (const part of parts) {
    signal.throwIfAborted();
    walker.feed(part);
    bytes += part.length;
    onProgress({ bytes, keys: walker.keys });
  }
  signal.throwIfAborted();
  const { profile, facts, sample } = tally.counted(walker.end());
  return {
    profile,
    facts: null,
    file: facts,
    place: SELF_MANAGED,
    refusals: [],
    name: { url: path, host: null, port: 6379, cacheId: null },
    kinds: kindsOf(sample),
    sample,
  };
}
