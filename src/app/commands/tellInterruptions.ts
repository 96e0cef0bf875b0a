import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import type { Memory } from '../desk/memory';
import type { InterruptedRun } from '../desk/run';
import { interruptedText } from '../desk/runWords';
import { COMMANDS, STORED } from '../ids';
import { t } from '../../core/model/t';

/** How many runs are remembered as told of. */
const REMEMBERED = 100;
const RESUME = t('Resume');
const SHOW = t('Show Run');

/** Tells once of every run of ours that was interrupted while nobody could say so: a window closed, a host crashed. */
export function tellInterruptions(desk: Desk, memory: Memory): { dispose: () => void } {
  const tell = (): void => {
    // In Restricted Mode nothing could be resumed.
    if (!vscode.workspace.isTrusted) return;
    const stored = memory.get(STORED.told);
    const told: unknown[] = Array.isArray(stored) ? stored : [];
    const untold = desk.runs
      .list()
      .flatMap((run) =>
        run.state === 'interrupted' && run.ours && run.overtaken !== true && !told.includes(run.id)
          ? [run]
          : [],
      );
    if (untold.length === 0) return;
    const ids = [...untold.map(({ id }) => id), ...told].slice(0, REMEMBERED);
    inBackground(desk.log, 'Remembering what was told', memory.update(STORED.told, ids));
    inBackground(desk.log, 'Telling of an interrupted run', offer(desk, untold));
  };
  return desk.runs.onDidChange(tell);
}

async function offer(desk: Desk, runs: readonly InterruptedRun[]): Promise<void> {
  const [newest] = runs;
  if (newest === undefined) return;
  const buttons = runs.length === 1 ? [RESUME, SHOW] : [SHOW];
  const choice = await vscode.window.showInformationMessage(interruptedText(runs), ...buttons);
  if (choice === RESUME) await vscode.commands.executeCommand(COMMANDS.resumeRun, newest.id);
  if (choice === SHOW) await desk.revealRun(newest.id);
}
