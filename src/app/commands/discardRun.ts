import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { counted } from '../../core/report/counted';
import { canBeResumed, runName } from '../desk/run';
import { chooseRun } from './chooseRun';
import { t } from '../../core/model/t';

const DISCARD = t('Discard');

/** Discard Run: how far an interrupted run has come is forgotten. What is copied stays copied. */
export async function discardRun(desk: Desk, argument: unknown): Promise<void> {
  await desk.runs.look();
  const run = await chooseRun(desk, argument, canBeResumed, {
    question: t('Which run do you want to discard?'),
    none: t('No run was interrupted.'),
  });
  if (run === undefined) return;
  const keys = run.state === 'interrupted' ? run.keys : run.result.keys;
  const choice = await vscode.window.showWarningMessage(
    t('Discard the interrupted copy {0}?', runName(run)),
    {
      modal: true,
      detail: t(
        'It cannot be resumed then. What it copied, {0} or more, stays in {1}.',
        counted(keys.copied, 'key'),
        run.target.name,
      ),
    },
    DISCARD,
  );
  if (choice !== DISCARD) return;
  await desk.runs.discard(run.id);
  desk.log.info(`Interrupted copy discarded: ${runName(run)}`);
}
