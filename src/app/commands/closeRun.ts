import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { openReportDocument } from '../desk/reports';
import type { FinishedRun } from '../desk/run';
import { closingText } from '../desk/runWords';
import { COMMANDS } from '../ids';

const OPEN_REPORT = 'Open Report';
const SHOW_LOG = 'Show Log';

/** The one notification that ends a run. */
export async function closeRun(
  desk: Desk,
  run: FinishedRun,
  retry: () => Promise<unknown>,
  failedAt: Endpoint | undefined,
): Promise<void> {
  const text = closingText(run);
  const { status, failure } = run.result;
  if (status === 'failed') {
    const setting = failedAt === undefined ? {} : { endpointId: failedAt.id };
    desk.showFailure({ code: failure?.code ?? 'internal', message: text }, { ...setting, retry });
    return;
  }
  const chosen =
    status === 'incomplete'
      ? await vscode.window.showWarningMessage(text, OPEN_REPORT, SHOW_LOG)
      : await vscode.window.showInformationMessage(text, OPEN_REPORT);
  if (chosen === OPEN_REPORT) await openReportDocument(run);
  if (chosen === SHOW_LOG) await vscode.commands.executeCommand(COMMANDS.showLog);
}
