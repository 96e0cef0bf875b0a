import { isResumable } from '../core/copy/checkpoint';
import type { Checkpoint } from '../core/copy/checkpoint';
import type { CopyOrder } from '../core/copy/carryOut';
import { toFailure } from '../core/model/failure';
import { KeptRun } from './keptRun';
import type { RunFile } from './savedRun';
import { pruneRuns } from './pruneRuns';
import { t } from '../core/model/t';
import { stored } from '../core/model/stored';

/** What a thread is handed to keep a run by, as plain data. */
export interface HandedRun {
  readonly file: RunFile;
  /** Present when it goes on after an interruption. */
  readonly resumed?: Checkpoint;
}

/**
 * A run that a thread carries out. The lock stays with whoever started the thread, which outlives it: a thread that is ended
 * by force leaves none behind.
 */
export interface ThreadRun {
  /** Null when nothing is kept of the run. */
  readonly handed: HandedRun | null;
  /** Why nothing is kept although it should be. */
  readonly warning?: string;
  /** Lets others carry it out: only once the thread is no more. Never throws. */
  release(): Promise<void>;
}

/**
 * Takes up the run of an order.
 * @param folder where runs are kept
 * @throws Failure `run.*` and `file.unwritable` for a run that is resumed.
 */
export async function openThreadRun(
  { plan, source, target, keep }: CopyOrder,
  folder: string,
): Promise<ThreadRun> {
  const notKept = { handed: null, release: () => Promise.resolve() };
  if (keep === undefined || !isResumable(plan)) return notKept;
  const { run, startedAt, endpoints, resumes } = keep;
  if (resumes) {
    const { kept, document } = await KeptRun.resume(folder, run);
    return { handed: { file: kept.file, resumed: document.checkpoint }, release: () => kept.release() };
  }
  const end = (name: 'source' | 'target'): { endpoint?: string } => {
    const endpoint = endpoints[name];
    return endpoint === undefined ? {} : { endpoint };
  };
  try {
    const kept = await KeptRun.create(folder, {
      run,
      startedAt,
      source: { address: source.address, ...end('source') },
      target: { address: target.address, ...end('target') },
    });
    await pruneRuns(folder, startedAt);
    return { handed: { file: kept.file }, release: () => kept.release() };
  } catch (error) {
    const { what, why } = toFailure(error, t('Could not keep how far the run has come'));
    const warning = stored(
      '{0}: {1}. The copy goes on; if it is interrupted, it cannot be resumed.',
      what,
      why,
    );
    return { ...notKept, warning };
  }
}
