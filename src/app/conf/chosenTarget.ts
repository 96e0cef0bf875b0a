import * as vscode from 'vscode';
import { targetOf } from '../../core/conf/confTarget';
import type { ConfTarget } from '../../core/conf/confTarget';
import { SETTINGS } from '../ids';
import { writeSetting } from '../desk/writeSetting';

/** The server that the setting names, as `valkey 8.1`; null for `auto`, and for what is not one. */
export function chosenTarget(uri: vscode.Uri): ConfTarget | null {
  const text = vscode.workspace
    .getConfiguration(SETTINGS.section, uri)
    .get<string>(SETTINGS.targetEngine, 'auto');
  const [product = '', version = ''] = text.trim().split(/\s+/);
  return targetOf(product, version);
}

/** Whether a change of settings is about that one. */
export function isTargetChange(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${SETTINGS.section}.${SETTINGS.targetEngine}`);
}

/** Sets it; `auto` lets each file tell. */
export async function chooseTarget(text: string): Promise<void> {
  await writeSetting(SETTINGS.targetEngine, text);
}
