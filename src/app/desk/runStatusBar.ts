import * as vscode from 'vscode';
import { COMMANDS } from '../ids';
import { runName } from './run';
import type { Runs } from './runs';
import { progressText, statusBarText } from './runWords';

/** The status bar's one item, there only while something runs. */
export function runStatusBar(runs: Runs): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('elasticacheMigrator.run', vscode.StatusBarAlignment.Left);
  item.name = 'ElastiCache Migrator';
  // Without an argument, which would be another command at each update: a click between two would find none.
  item.command = COMMANDS.revealRun;
  const update = (): void => {
    const running = runs.list().filter((run) => run.state === 'running');
    if (running.length === 0) {
      item.hide();
      return;
    }
    item.text = statusBarText(running);
    item.tooltip = running.map((run) => `${runName(run)}: ${progressText(run.progress)}`).join('\n');
    item.show();
  };
  return vscode.Disposable.from(item, runs.onDidChange(update));
}
