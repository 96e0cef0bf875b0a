import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { idOfFile } from '../desk/checkEnd';
import { t } from '../../core/model/t';
import { requireTrust } from '../desk/trust';
import { askRdbFile } from './askRdbFile';
import { checkCompatibility } from './checkCompatibility';

/** Check RDB File…: of the explorer's row, or asks which; then for which target. */
export async function checkRdbFile(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Checking')))) return;
  const path = argument instanceof vscode.Uri ? argument.fsPath : await askRdbFile();
  if (path !== undefined) await checkCompatibility(desk, idOfFile(path));
}
