import * as vscode from 'vscode';
import { share } from '../../core/model/progress';
import { runName } from './run';
import type { RunHead } from './run';
import type { Runs } from './runs';
import { capitalize, pausedText, progressText } from './runWords';
import { t } from '../../core/model/t';

/** Shows a run's progress in a notification with a Cancel button, until `work` settles. */
export async function withRunNotification<T>(runs: Runs, head: RunHead, work: () => Promise<T>): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: runName(head),
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (notification, token) => {
    let shown = 0;
    const update = (): void => {
      const run = runs.find(head.id);
      if (run?.state !== 'running') return;
      const done = Math.floor(share(run.progress) * 100);
      const message = run.stopping
        ? t('Stopping…')
        : run.paused
          ? capitalize(pausedText(run.progress))
          : progressText(run.progress);
      notification.report({ message, increment: Math.max(0, done - shown) });
      shown = Math.max(shown, done);
    };
    const subscriptions = [
      runs.onDidChange(update),
      token.onCancellationRequested(() => {
        runs.cancel(head.id);
      }),
    ];
    update();
    try {
      return await work();
    } finally {
      vscode.Disposable.from(...subscriptions).dispose();
    }
  });
}
