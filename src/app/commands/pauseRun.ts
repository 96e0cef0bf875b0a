import type { Desk } from '../desk/desk';
import type { Run, RunningRun } from '../desk/run';
import { chooseRun } from './chooseRun';

/** Pause Run: nothing more is read or written until it is resumed; the connections stay. */
export async function pauseRun(desk: Desk, argument: unknown): Promise<void> {
  const run = await chooseRun(desk, argument, isGoing, {
    question: 'Which run do you want to pause?',
    none: 'Nothing runs at the moment.',
  });
  if (run !== undefined) desk.runs.pause(run.id, true);
}

/** Resume Run: a run that was paused goes on where it was. */
export async function resumeRun(desk: Desk, argument: unknown): Promise<void> {
  const run = await chooseRun(desk, argument, isPaused, {
    question: 'Which run do you want to resume?',
    none: 'No run is paused.',
  });
  if (run !== undefined) desk.runs.pause(run.id, false);
}

function isGoing(run: Run): run is RunningRun {
  return run.state === 'running' && !run.paused;
}

function isPaused(run: Run): run is RunningRun {
  return run.state === 'running' && run.paused;
}
