import * as vscode from 'vscode';
import type { ConflictPolicy } from '../../core/model/run';
import { SETTINGS } from '../ids';

/** The settings that the extension obeys, read when they are needed. */
export interface Settings {
  /** What Copy Data proposes for keys that both ends hold. */
  onConflict(): ConflictPolicy;
  /** Whether reports leave out the names of keys. */
  hideKeyNames(): boolean;
}

/** The settings as the editor keeps them. */
export const editorSettings: Settings = {
  onConflict() {
    const value = read(SETTINGS.onConflict);
    return value === 'skip' || value === 'fail' ? value : 'replace';
  },
  hideKeyNames() {
    return read(SETTINGS.hideKeyNames) === true;
  },
};

function read(name: string): unknown {
  return vscode.workspace.getConfiguration(SETTINGS.section).get(name);
}
