import * as vscode from 'vscode';
import { SETTINGS } from '../ids';
import { offeredSetting } from './offeredSettings';
import { showSettings } from './showSettings';
import { writeSetting } from './writeSetting';
import { t } from '../../core/model/t';

/** Sets the setting that is offered for a rule, and says so; or shows it, where its value is the user's to choose. */
export async function useSetting(rule: string): Promise<void> {
  const offered = offeredSetting(rule);
  if (offered === undefined) return;
  const id = `${SETTINGS.section}.${offered.name}`;
  if (offered.value === undefined) {
    await showSettings(`@id:${id}`);
    return;
  }
  await writeSetting(offered.name, offered.value);
  await vscode.window.showInformationMessage(t('{0} is {1} now.', id, String(offered.value)));
}
