import * as vscode from 'vscode';
import { momentText } from '../../core/model/moment';
import type { Desk } from '../desk/desk';
import { runName } from '../desk/run';
import type { Run } from '../desk/run';
import { runDescription } from '../desk/runWords';
import { subjectOf } from './subjectOf';

/** The run that a command was called for; asks which of those that fit when it was called for none. */
export async function chooseRun<R extends Run>(
  desk: Desk,
  argument: unknown,
  fits: (run: Run) => run is R,
  words: { readonly question: string; readonly none: string },
): Promise<R | undefined> {
  const subject = subjectOf(argument);
  const runs = desk.runs.list().filter(fits);
  if (subject !== undefined) return runs.find(({ id }) => id === subject);
  if (runs.length === 0) {
    await vscode.window.showInformationMessage(words.none);
    return undefined;
  }
  const items = runs.map((run) => ({
    label: runName(run),
    description: runDescription(run),
    detail: momentText(run.startedAt),
    run,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: words.question });
  return picked?.run;
}
