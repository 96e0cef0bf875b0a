import * as vscode from 'vscode';
import { t } from '../../core/model/t';

/** Asks for an RDB file on the machine that the extension runs on. Undefined when the user left. */
export async function askRdbFile(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t('Which RDB file?'),
      openLabel: t('Check'),
      filters: { [t('RDB Files')]: ['rdb'], [t('All Files')]: ['*'] },
    })) ?? [];
  return file?.fsPath;
}
