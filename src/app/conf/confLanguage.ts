import * as vscode from 'vscode';
import { confActions } from './confActions';
import { confCompletion } from './confCompletion';
import { confDiagnostics } from './confDiagnostics';
import { ConfFiles } from './confFiles';
import { confHover } from './confHover';
import { confSniffing } from './confSniffing';
import { confStatus } from './confStatus';
import { confStructure } from './confStructure';

export { setTargetEngine } from './setTargetEngine';

/** All that the editor knows of redis.conf. Needs nothing but the editor, so that it works in a browser too. */
export function confLanguage(): vscode.Disposable {
  const files = new ConfFiles();
  return vscode.Disposable.from(
    files,
    confDiagnostics(files),
    confActions(files),
    confHover(files),
    confCompletion(files),
    confStructure(files),
    confStatus(files),
    confSniffing(),
  );
}
