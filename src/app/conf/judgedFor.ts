import type * as vscode from 'vscode';
import type { ConfDocument } from '../../core/conf/confDocument';
import type { ConfTarget } from '../../core/conf/confTarget';
import { guessTarget, toldTarget } from '../../core/conf/targetOfText';
import type { ConfReport } from '../../core/model/confReport';
import { chosenTarget } from './chosenTarget';

/** The server that a file is judged for, and what says so: the setting, a line of the file, or a guess. */
export function judgedFor(
  text: vscode.TextDocument,
  document: ConfDocument,
): { readonly target: ConfTarget; readonly from: ConfReport['profile']['from'] } {
  const chosen = chosenTarget(text.uri);
  if (chosen !== null) return { target: chosen, from: 'option' };
  const told = toldTarget(document);
  return told === null
    ? { target: guessTarget(document, text.fileName), from: 'guess' }
    : { target: told, from: 'file' };
}
