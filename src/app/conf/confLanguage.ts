import * as vscode from 'vscode';
import { COMMANDS } from '../ids';
import { confActions } from './confActions';
import { confCompletion } from './confCompletion';
import { confDiagnostics } from './confDiagnostics';
import { ConfFiles } from './confFiles';
import type { ConfCommandId } from './confCommandIds';
import { confHover } from './confHover';
import { confLenses } from './confLenses';
import { confPaths } from './confPaths';
import { confSniffing } from './confSniffing';
import { confStatus } from './confStatus';
import { confStructure } from './confStructure';
import { convertToParameterGroup } from './convertToParameterGroup';
import { toggleElasticacheCheck } from './elasticacheCheck';
import { setTargetEngine } from './setTargetEngine';

/** The commands on redis.conf. */
export const confCommands: Readonly<Record<ConfCommandId, (...args: readonly unknown[]) => Promise<void>>> = {
  [COMMANDS.setTargetEngine]: setTargetEngine,
  [COMMANDS.toggleElasticacheCheck]: toggleElasticacheCheck,
  [COMMANDS.convertToParameterGroup]: convertToParameterGroup,
};

/** All that the editor knows of redis.conf. Needs nothing but the editor, so that it works in a browser too. */
export function confLanguage(): vscode.Disposable {
  const files = new ConfFiles();
  return vscode.Disposable.from(
    files,
    confDiagnostics(files),
    confActions(files),
    confLenses(),
    confHover(files),
    confCompletion(files),
    confPaths(files),
    confStructure(files),
    confStatus(files),
    confSniffing(),
  );
}
