import * as vscode from 'vscode';
import { COMMANDS, CONF_LANGUAGE } from '../ids';
import { isCheckedAgainstElasticache, isElasticacheChange } from './elasticacheCheck';
import { t } from '../../core/model/t';

/** Above the first line: the check against ElastiCache, on or off, and the way to a parameter group. */
export function confLenses(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const top = new vscode.Range(0, 0, 0, 0);
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (isElasticacheChange(event)) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(CONF_LANGUAGE, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: ({ uri }) => [
        new vscode.CodeLens(top, {
          command: COMMANDS.toggleElasticacheCheck,
          title: isCheckedAgainstElasticache(uri)
            ? t('Stop checking against ElastiCache')
            : t('Check against ElastiCache'),
        }),
        new vscode.CodeLens(top, {
          command: COMMANDS.convertToParameterGroup,
          title: t('Convert to Parameter Group…'),
          arguments: [uri],
        }),
      ],
    }),
  );
}
