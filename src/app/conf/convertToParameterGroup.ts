import * as vscode from 'vscode';
import { parseConf } from '../../core/conf/confDocument';
import { FAMILIES, familyFor } from '../../core/conf/elasticache';
import { parameterGroupOf } from '../../core/conf/parameterGroup';
import { parameterGroupText } from '../../core/conf/parameterGroupText';
import type { GroupFormat } from '../../core/conf/parameterGroupText';
import { targetName } from '../../core/conf/confTarget';
import { CONF_LANGUAGE } from '../ids';
import { judgedFor } from './judgedFor';
import { t } from '../../core/model/t';

const TITLE = t('Convert to Parameter Group');
const FORMATS: readonly (vscode.QuickPickItem & {
  readonly format: GroupFormat;
  readonly language: string;
})[] = [
  { label: t('AWS CLI'), description: t('commands for a shell'), format: 'cli', language: 'shellscript' },
  { label: t('CloudFormation'), description: t('a template'), format: 'cloudformation', language: 'yaml' },
  { label: t('Terraform'), description: t('a resource'), format: 'terraform', language: 'terraform' },
];

/** Convert to Parameter Group…: asks for format and family, and opens the result in an editor of its own. */
export async function convertToParameterGroup(from?: unknown): Promise<void> {
  const text =
    from instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(from)
      : vscode.window.activeTextEditor?.document;
  if (text?.languageId !== CONF_LANGUAGE) {
    await vscode.window.showInformationMessage(t('Open a redis.conf or valkey.conf, and convert it then.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(FORMATS, {
    title: TITLE,
    placeHolder: t('What is it to be written as?'),
  });
  if (chosen === undefined) return;
  const { target } = judgedFor(text, parseConf(text.getText()));
  const { family: nearest } = familyFor(target);
  const others = FAMILIES.filter((family) => family !== nearest).reverse();
  const family = await vscode.window.showQuickPick(
    [
      { label: nearest, description: t('for {0}, which the file is judged for', targetName(target)) },
      ...others.map((label) => ({ label })),
    ],
    { title: TITLE, placeHolder: t('For which family?') },
  );
  if (family === undefined) return;
  // Read now: the file may have been changed while the questions stood there.
  const document = parseConf(text.getText());
  const group = parameterGroupOf(document, target, family.label);
  const content = parameterGroupText(group, chosen.format, text.fileName);
  const language = await languageOr(chosen.language);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** A language that some extension brings, or plain text. */
async function languageOr(language: string): Promise<string> {
  return (await vscode.languages.getLanguages()).includes(language) ? language : 'plaintext';
}
