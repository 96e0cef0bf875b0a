import { copy } from '../../../src/core/copy/copy';
import type { CopyPlan } from '../../../src/core/copy/plan';
import type { Progress } from '../../../src/core/model/progress';
import type { CopyResult } from '../../../src/core/model/run';
import { systemClock } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';

/** Where an end is reached, which need not be where it is. */
interface Reached {
  readonly host: string;
  readonly port: number;
}

/** What a copy through faults left. */
export interface FaultyCopy {
  readonly result: CopyResult;
  /** What it waited for, in that order. */
  readonly waits: readonly NonNullable<Progress['waiting']>[];
}

/**
 * Copies to the end.
 * @param onProgress does harm; the copy goes on when it is done
 */
export async function faultyCopy(
  ends: { readonly source: Reached; readonly target: Reached },
  plan: CopyPlan,
  onProgress: (progress: Progress) => Promise<unknown>,
  signal: AbortSignal = new AbortController().signal,
): Promise<FaultyCopy> {
  const open = (label: string, { host, port }: Reached) =>
    connect({ label, address: { host, port, tls: false } }, signal);
  const [source, target] = [await open('the source', ends.source), await open('the target', ends.target)];
  const waits: NonNullable<Progress['waiting']>[] = [];
  try {
    for await (const event of copy(plan, { source, target, clock: systemClock }, signal)) {
      if (event.kind === 'finished') return { result: event.result, waits };
      if (event.kind !== 'progress') continue;
      if (event.progress.waiting !== undefined) waits.push(event.progress.waiting);
      await onProgress(event.progress);
    }
  } finally {
    source.close();
    target.close();
  }
  throw new Error('the copy did not say how it ended');
}
