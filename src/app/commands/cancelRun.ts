import type { Desk } from '../desk/desk';
import type { Run, RunningRun } from '../desk/run';
import { chooseRun } from './chooseRun';
import { t } from '../../core/model/t';

/** Cancel Run: what is copied stays copied, and the closing notification says how much that is. */
export async function cancelRun(desk: Desk, argument: unknown): Promise<void> {
  const run = await chooseRun(desk, argument, isRunning, {
    question: t('Which run do you want to cancel?'),
    none: t('Nothing runs at the moment.'),
  });
  if (run !== undefined) desk.runs.cancel(run.id);
}

function isRunning(run: Run): run is RunningRun {
  return run.state === 'running';
}
