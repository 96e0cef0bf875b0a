import * as vscode from 'vscode';
import { SETTINGS } from '../ids';
import { writeSetting } from '../desk/writeSetting';

/** Whether what becomes of each setting in ElastiCache is told among the problems of a file. */
export function isCheckedAgainstElasticache(uri?: vscode.Uri): boolean {
  const settings = vscode.workspace.getConfiguration(SETTINGS.section, uri);
  return settings.get<boolean>(SETTINGS.elasticacheDiagnostics, false);
}

/** Whether a change of settings is about that one. */
export function isElasticacheChange(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${SETTINGS.section}.${SETTINGS.elasticacheDiagnostics}`);
}

/** Toggle Check of redis.conf Against ElastiCache: for the file in front, and the others of its workspace. */
export async function toggleElasticacheCheck(): Promise<void> {
  const checked = isCheckedAgainstElasticache(vscode.window.activeTextEditor?.document.uri);
  await writeSetting(SETTINGS.elasticacheDiagnostics, !checked);
}
