import { isResumable } from '../core/copy/checkpoint';
import type { Checkpoint, Checkpoints } from '../core/copy/checkpoint';
import type { CopyPlan } from '../core/copy/plan';
import type { Dial } from '../core/dial';
import { toFailure } from '../core/model/failure';
import { KeptRun } from './keptRun';
import { pruneRuns } from './pruneRuns';
import { newRunId } from './runFolder';
import { t } from '../core/model/t';
import { stored } from '../core/model/stored';

/** What a copy asks for. */
interface CopyOrder {
  readonly source: Dial;
  readonly target: Dial | null;
  readonly plan: CopyPlan;
  /** The run to go on with: its id, or the path of its file. */
  readonly resume?: string;
}

/** A run that is kept, or one of which nothing is (`kept` is null). */
export interface OpenRun {
  readonly kept: Checkpoints | null;
  /** Present when it goes on after an interruption. */
  readonly resumed?: Checkpoint;
  /** Lets others carry it out. Never throws. */
  release(): Promise<void>;
}

const NOT_KEPT: OpenRun = { kept: null, release: () => Promise.resolve() };

/**
 * Begins or resumes a run. One that begins goes on without being kept where there is no room for it.
 * @param folder where runs are kept
 * @param onStart is told once the run could be resumed
 * @param warn is told why a run cannot be kept
 * @throws Failure `run.*` and `file.unwritable` for a run that is resumed.
 */
export async function openRun(
  order: CopyOrder,
  folder: string,
  onStart: (run: string) => void,
  warn: (warning: string) => void,
): Promise<OpenRun> {
  const { plan, source, target, resume } = order;
  if (resume !== undefined) {
    const { kept, document } = await KeptRun.resume(folder, resume);
    return { ...open(kept, onStart), resumed: document.checkpoint };
  }
  if (!isResumable(plan) || target === null) return NOT_KEPT;
  const startedAt = Date.now();
  const ends = { source: { address: source.address }, target: { address: target.address } };
  try {
    const kept = await KeptRun.create(folder, { run: newRunId(startedAt), startedAt, ...ends });
    await pruneRuns(folder, startedAt);
    return open(kept, onStart);
  } catch (error) {
    const { what, why } = toFailure(error, t('Could not keep how far the run has come'));
    warn(stored('{0}: {1}. The copy goes on; if it is interrupted, it cannot be resumed.', what, why));
    return NOT_KEPT;
  }
}

function open(kept: KeptRun, onStart: (run: string) => void): OpenRun {
  let told = false;
  const save = async (checkpoint: Checkpoint): Promise<void> => {
    await kept.save(checkpoint);
    if (!told) onStart(kept.run);
    told = true;
  };
  return { kept: { run: kept.run, save }, release: () => kept.release() };
}
