import * as vscode from 'vscode';
import { t } from '../../core/model/t';
import { REPORT_SCHEME } from '../ids';
import { reportText } from './reportText';
import { runName } from './run';
import type { FinishedRun } from './run';
import type { Runs } from './runs';
import type { Settings } from './settings';

/** Serves reports as read-only documents, made anew from the run's result each time. */
export function reportDocuments(runs: Runs, settings: Settings): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, {
    provideTextDocumentContent(uri) {
      const run = runs.find(uri.query);
      if (run?.state !== 'finished')
        return `# ${t('Report')}\n\n${t('This run is no longer in the list.')}\n`;
      return reportText(run, settings.hideKeyNames());
    },
  });
}

/** Where a run's report is found. The path is what the editor's tab shows; the query finds the run. */
export function reportUri(run: FinishedRun): vscode.Uri {
  const day = new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.');
  // A slash or backslash in an endpoint's name would read as a folder.
  const title = `${runName(run)} ${day}`.replace(/[/\\?#%]/g, '-');
  return vscode.Uri.from({ scheme: REPORT_SCHEME, path: `/${title}.md`, query: run.id });
}

/** Opens a report rendered; as text where the editor has no Markdown preview. */
export async function openReportDocument(run: FinishedRun): Promise<void> {
  const uri = reportUri(run);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
