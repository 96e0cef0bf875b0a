import { chunkBytes } from '../largeValue';
import type { LargeValue } from '../largeValue';
import type { Loss } from '../model/run';
import type { KeySource } from '../ports';
import type { Ends } from '../verify/ends';
import { keysOf } from '../verify/keysOf';
import { lookAtLarge } from '../verify/lookAtLarge';

/** Where a large key is compared. */
export interface HeldLarge {
  readonly source: Pick<KeySource, 'openLarge'>;
  readonly held: Pick<KeySource, 'openLarge'>;
  /** The databases. */
  readonly from: number;
  readonly to: number;
  readonly ends: Ends;
}

/**
 * Whether the target holds a large key just as it would be written, part by part: as heldAlready for the others.
 * @returns its bytes as those of a key that is written; null when it differs
 * @throws Failure
 */
export async function heldLarge(
  { source, held, from, to, ends }: HeldLarge,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<{ readonly bytes: number; readonly loss?: Loss['kind'] } | null> {
  let bytes = 0;
  const counting = {
    openLarge: async (database: number, name: Uint8Array, both: AbortSignal): Promise<LargeValue | null> => {
      const value = await source.openLarge(database, name, both);
      bytes = 0;
      return value === null ? null : counted(value, (more) => (bytes += more));
    },
  };
  const look = lookAtLarge(
    {
      ...{ source: counting, target: held, ends, seed: 0 },
      pair: { source: from, target: to, keys: 1 },
      inTurn: (work) => work(),
    },
    signal,
  );
  const finding = (await look(keysOf([key]))).get(0);
  if (finding === undefined) return { bytes };
  return finding.kind === 'lossy' ? { bytes, loss: finding.loss } : null;
}

function counted(value: LargeValue, count: (bytes: number) => void): LargeValue {
  return {
    type: value.type,
    expireAt: value.expireAt,
    chunks: async function* () {
      for await (const chunk of value.chunks()) {
        count(chunkBytes(chunk));
        yield chunk;
      }
    },
    unchanged: () => value.unchanged(),
    close: () => {
      value.close();
    },
  };
}
