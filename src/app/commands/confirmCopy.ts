import * as vscode from 'vscode';
import { toFailure } from '../../core/model/failure';
import { checkEnds } from '../desk/checkEnds';
import type { CopyChoice } from '../desk/copyChoice';
import { copyQuestion } from '../desk/copyQuestion';
import type { CopyQuestion } from '../desk/copyQuestion';
import type { Desk } from '../desk/desk';
import { jobOf } from '../desk/jobOf';
import type { CopyJob } from '../desk/runCopy';
import { runsBeside } from '../desk/runsBeside';
import { showRunning } from './showRunning';
import { startCopy } from './startCopy';
import { t } from '../../core/model/t';

/**
 * Looks at both ends, has a copy confirmed, and carries it out.
 * @param onBegun told the run's id once it goes
 */
export async function confirmCopy(
  desk: Desk,
  job: CopyJob,
  choice: CopyChoice,
  onBegun?: (runId: string) => void,
): Promise<void> {
  const running = desk.runs.between(job.source.id, job.target.id);
  if (running !== undefined) {
    await showRunning(desk, running);
    return;
  }
  const question = await prepare(desk, job, choice, onBegun);
  if (question === undefined) return;
  const { message, button } = question;
  const detail = [question.detail, ...runsBeside(desk.runs.list(), job)].join('\n\n');
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, button);
  // The dialogue may have stood open for long: a second one may have been answered meanwhile.
  if (answer !== button || desk.runs.between(job.source.id, job.target.id) !== undefined) return;
  await startCopy(desk, job, onBegun);
}

/** Asks for the options first. */
async function withOptions(desk: Desk, { source, target, lanes }: CopyJob, from: CopyChoice): Promise<void> {
  const choice = await (await desk.questions()).options(t('Copy Data'), from);
  try {
    await confirmCopy(desk, jobOf(source, target, choice, lanes), choice);
  } catch (error) {
    desk.showFailure(toFailure(error, t('Could not prepare the copy')));
  }
}

/** Looks at both ends and words the question. Undefined when that failed (and was told) or was cancelled. */
async function prepare(
  desk: Desk,
  job: CopyJob,
  choice: CopyChoice,
  onBegun?: (runId: string) => void,
): Promise<CopyQuestion | undefined> {
  const { source, target, plan } = job;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: t('Looking at {0} and {1}', source.name, target.name),
    cancellable: true,
  };
  const checked = await vscode.window.withProgress(progress, async (_, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    const ends = await checkEnds(desk, source, target, controller.signal, plan.databases);
    subscription.dispose();
    return controller.signal.aborted ? undefined : ends;
  });
  if (checked === undefined) return undefined;
  const retry = (): Promise<void> => confirmCopy(desk, job, choice, onBegun);
  if (checked.kind === 'failed') {
    const { failure, failedAt } = checked;
    desk.showFailure(failure, {
      ...(failedAt === undefined ? {} : { endpointId: failedAt.id }),
      retry,
    });
    return undefined;
  }
  desk.profiles.put(source.id, checked.report.profile.source);
  desk.profiles.put(target.id, checked.report.profile.target);
  try {
    return copyQuestion({ source: source.name, target: target.name }, { ...choice, ...plan }, checked.report);
  } catch (error) {
    // What a migration is to do is chosen on its page.
    const options =
      onBegun === undefined ? { options: (): Promise<void> => withOptions(desk, job, choice) } : {};
    desk.showFailure(toFailure(error, t('Could not prepare the copy')), { retry, ...options });
    return undefined;
  }
}
