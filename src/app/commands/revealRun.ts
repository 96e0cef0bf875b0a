import type { Desk } from '../desk/desk';
import { subjectOf } from './subjectOf';

/** Shows a run in the Migrations view: what a click on the status bar does. */
export async function revealRun(desk: Desk, argument: unknown): Promise<void> {
  const runId = subjectOf(argument) ?? desk.runs.list()[0]?.id;
  if (runId !== undefined) await desk.revealRun(runId);
}
