import * as vscode from 'vscode';
import { t } from '../../core/model/t';

/** In a window without a host: what the commands answer that connect to servers, read files, or tell of runs. */
export function tellNeedsHost(): void {
  const message = t(
    'A browser alone cannot connect to Redis or Valkey. Open this window where the data can be reached: in desktop VS Code, over SSH, in a container or a codespace. redis.conf is checked here too.',
  );
  // Not awaited: the command is over, whether or not the message is read.
  vscode.window.showInformationMessage(message).then(undefined, () => undefined);
}
