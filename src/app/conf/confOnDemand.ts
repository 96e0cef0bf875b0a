import * as vscode from 'vscode';
import type { Log } from '../../core/ports';
import { inBackground } from '../desk/inBackground';
import { CONF_LANGUAGE } from '../ids';
import { CONF_COMMAND_IDS } from './confCommandIds';
import type { ConfCommandId } from './confCommandIds';

/** What there is of redis.conf, which is loaded when it is needed first. */
export interface ConfModule {
  readonly confLanguage: () => vscode.Disposable;
  readonly confCommands: Readonly<Record<ConfCommandId, (...args: readonly unknown[]) => Promise<void>>>;
}

/** Loads what the editor knows of redis.conf when the first file is opened that may be one, and not before. */
export function confOnDemand(load: () => Promise<ConfModule>, log: Log): vscode.Disposable {
  let language: Promise<vscode.Disposable> | undefined;
  const begin = (text: vscode.TextDocument): void => {
    if (language !== undefined || !mayBeConf(text)) return;
    language = load().then((module) => module.confLanguage());
    inBackground(log, 'Loading what there is of redis.conf', language);
  };
  vscode.workspace.textDocuments.forEach(begin);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(begin),
    ...CONF_COMMAND_IDS.map((id) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        const { confCommands } = await load();
        await confCommands[id](...args);
      }),
    ),
    new vscode.Disposable(() => {
      language?.then(
        (loaded) => {
          loaded.dispose();
        },
        () => undefined,
      );
    }),
  );
}

function mayBeConf({ languageId, fileName }: vscode.TextDocument): boolean {
  return languageId === CONF_LANGUAGE || /\.conf$/i.test(fileName);
}
