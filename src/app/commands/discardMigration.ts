import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { subjectOf } from './subjectOf';
import { t } from '../../core/model/t';

const DISCARD = t('Discard');

/** Discard Migration: what was chosen for it is forgotten. Its runs stay, and nothing changes in any server. */
export async function discardMigration(desk: Desk, argument: unknown): Promise<void> {
  const id = subjectOf(argument);
  if (id === undefined) return;
  const choice = await vscode.window.showWarningMessage(
    t('Discard this migration?'),
    {
      modal: true,
      detail: t(
        'What was chosen for it is forgotten. Its runs stay in the list, and nothing changes in any server.',
      ),
    },
    DISCARD,
  );
  if (choice !== DISCARD) return;
  desk.pages.closeMigration(id);
  await desk.migrations.remove(id);
}
