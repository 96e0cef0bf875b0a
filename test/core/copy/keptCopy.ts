import { copy } from '../../../src/core/copy/copy';
import type { Checkpoint } from '../../../src/core/copy/checkpoint';
import type { CopyPlan } from '../../../src/core/copy/plan';
import type { Progress } from '../../../src/core/model/progress';
import type { CopyResult } from '../../../src/core/model/run';
import { systemClock, systemSleep } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';

/** Where an end is reached. */
interface Reached {
  readonly host: string;
  readonly port: number;
}

/** What a copy did, and what is kept of it to go on with. */
export interface KeptCopy {
  readonly result: CopyResult;
  readonly kept: Checkpoint;
}

/**
 * Copies, from the beginning or on from where it was.
 * @param onProgress does harm; the copy goes on when it is done. It ends where that says `stop`
 */
export async function keptCopy(
  ends: { readonly source: Reached; readonly target: Reached },
  plan: CopyPlan,
  from?: Checkpoint,
  onProgress: (progress: Progress) => Promise<unknown> = () => Promise.resolve(),
): Promise<KeptCopy> {
  const stop = new AbortController();
  let kept = from;
  const checkpoints = {
    run: 'run',
    save: (checkpoint: Checkpoint): Promise<void> => {
      // As a file would.
      kept = JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
      return Promise.resolve();
    },
  };
  const open = (label: string, { host, port }: Reached) =>
    connect({ label, address: { host, port, tls: false } }, stop.signal);
  const [source, target] = [await open('the source', ends.source), await open('the target', ends.target)];
  const ports = { source, target, clock: systemClock, sleep: systemSleep, checkpoints };
  try {
    for await (const event of copy(plan, ports, stop.signal, from)) {
      if (event.kind === 'finished' && kept !== undefined) return { result: event.result, kept };
      if (event.kind !== 'progress') continue;
      if ((await onProgress(event.progress)) === 'stop') stop.abort();
    }
  } finally {
    source.close();
    target.close();
  }
  throw new Error('the copy did not say how it ended');
}
