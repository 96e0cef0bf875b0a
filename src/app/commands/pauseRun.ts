import type { Desk } from '../desk/desk';
import type { Run, RunningRun } from '../desk/run';
import { chooseRun } from './chooseRun';
import { t } from '../../core/model/t';

/** Pause Run: nothing more is read or written until it is resumed; the connections stay. */
export async function pauseRun(desk: Desk, argument: unknown): Promise<void> {
  const run = await chooseRun(desk, argument, isGoing, {
    question: t('Which run do you want to pause?'),
    none: t('Nothing runs at the moment.'),
  });
  if (run !== undefined) desk.runs.pause(run.id, true);
}

function isGoing(run: Run): run is RunningRun {
  return run.state === 'running' && !run.paused;
}
