import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import type { RunningRun } from '../desk/run';

/** Says that a copy is under way already, and leads to it. */
export async function showRunning(desk: Desk, run: RunningRun): Promise<void> {
  const show = 'Show Run';
  const choice = await vscode.window.showInformationMessage(
    `${run.source.name} is being copied into ${run.target.name} already.`,
    show,
  );
  if (choice === show) await desk.revealRun(run.id);
}
