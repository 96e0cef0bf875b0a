import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { openReportDocument } from '../desk/reports';
import type { FinishedRun } from '../desk/run';
import { closingText } from '../desk/runWords';
import { COMMANDS } from '../ids';
import { t } from '../../core/model/t';

const RESUME = t('Resume');
const OPEN_REPORT = t('Open Report');
const SHOW_LOG = t('Show Log');

/**
 * The one notification that ends a run. What can be resumed is offered to be, rather than to be begun anew. A page in sight
 * says itself that its run was stopped or its rehearsal is over: a notification would only cover its buttons.
 */
export async function closeRun(
  desk: Desk,
  run: FinishedRun,
  retry: () => Promise<unknown>,
  failedAt: Endpoint | undefined,
): Promise<void> {
  const text = closingText(run);
  const { status, failure } = run.result;
  const resume = (): Thenable<unknown> => vscode.commands.executeCommand(COMMANDS.resumeRun, run.id);
  const resumable = run.resumable === true;
  if (status === 'failed') {
    const setting = failedAt === undefined ? {} : { endpointId: failedAt.id };
    const failed = { code: failure?.code ?? 'internal', message: text };
    desk.showFailure(failed, { ...setting, retry, ...(resumable ? { resume } : {}) });
    return;
  }
  if ((status === 'cancelled' || run.result.dryRun === true) && isSeen(desk, run.id)) return;
  const chosen =
    status === 'incomplete'
      ? await vscode.window.showWarningMessage(text, OPEN_REPORT, SHOW_LOG)
      : await vscode.window.showInformationMessage(text, ...(resumable ? [RESUME] : []), OPEN_REPORT);
  if (chosen === RESUME) await resume();
  if (chosen === OPEN_REPORT) await openReportDocument(run);
  if (chosen === SHOW_LOG) await vscode.commands.executeCommand(COMMANDS.showLog);
}

function isSeen({ migrations, pages }: Desk, runId: string): boolean {
  return migrations
    .list()
    .some((one) => (one.runId === runId || one.rehearsalId === runId) && pages.isMigrationInSight(one.id));
}
