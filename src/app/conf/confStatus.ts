import * as vscode from 'vscode';
import { targetName } from '../../core/conf/confTarget';
import { COMMANDS, CONF_LANGUAGE } from '../ids';
import { isTargetChange } from './chosenTarget';
import type { ConfFile, ConfFiles } from './confFiles';
import { t } from '../../core/model/t';

const REASONS: Readonly<Record<ConfFile['from'], string>> = {
  option: t('chosen in the settings'),
  file: t('as a line of the file says'),
  guess: t('guessed from the directives'),
};

/** Says in the status bar which server the redis.conf in front is judged for, and lets another be chosen. */
export function confStatus(files: ConfFiles): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('elasticacheMigrator.conf', {
    language: CONF_LANGUAGE,
  });
  item.name = t('Engine of redis.conf');
  item.command = { command: COMMANDS.setTargetEngine, title: t('Change') };
  const show = (): void => {
    const text = vscode.window.activeTextEditor?.document;
    if (text?.languageId !== CONF_LANGUAGE) return;
    const { target, from } = files.of(text);
    item.text = targetName(target);
    item.detail = REASONS[from];
  };
  show();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) show();
    }),
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (isTargetChange(event)) show();
    }),
  );
}
