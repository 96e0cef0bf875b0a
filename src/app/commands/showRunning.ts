import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import type { RunningRun } from '../desk/run';
import { t } from '../../core/model/t';

/** Says that a copy is under way already, and leads to it. */
export async function showRunning(desk: Desk, run: RunningRun): Promise<void> {
  const show = t('Show Run');
  const choice = await vscode.window.showInformationMessage(
    t('{0} is being copied into {1} already.', run.source.name, run.target.name),
    show,
  );
  if (choice === show) await desk.revealRun(run.id);
}
