import * as vscode from 'vscode';
import { SETTINGS } from '../ids';
import type { CopyChoice } from './copyChoice';
import { chosenDatabases, copyChoice, lanes } from './copySettings';

/** The settings that the extension obeys, read when they are needed. */
export interface Settings {
  /** What Copy Data does unless it is told otherwise. @throws Failure `settings.invalid` */
  copyChoice(): CopyChoice;
  /** See Dial. @throws Failure `settings.invalid` */
  lanes(): number;
  /** Which databases go where, of that; undefined where it is not, or not rightly, set: whoever copies is told. */
  databases(): CopyChoice['databases'];
  /** Whether reports leave out the names of keys. */
  hideKeyNames(): boolean;
}

/** The settings as the editor keeps them. */
export const editorSettings: Settings = {
  copyChoice() {
    return copyChoice(read);
  },
  lanes() {
    return lanes(read);
  },
  databases() {
    return chosenDatabases(read);
  },
  hideKeyNames() {
    return read(SETTINGS.hideKeyNames) === true;
  },
};

function read(name: string): unknown {
  return vscode.workspace.getConfiguration(SETTINGS.section).get(name);
}
