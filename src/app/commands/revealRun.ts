import type { Desk } from '../desk/desk';
import { subjectOf } from './subjectOf';

/** Shows a run in the Migrations view: what a click on the status bar does, for the newest that runs. */
export async function revealRun(desk: Desk, argument: unknown): Promise<void> {
  const runs = desk.runs.list();
  const newest = runs.find(({ state }) => state === 'running') ?? runs[0];
  const runId = subjectOf(argument) ?? newest?.id;
  if (runId !== undefined) await desk.revealRun(runId);
}
