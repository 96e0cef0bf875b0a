import * as vscode from 'vscode';
import type { Log } from '../../core/ports';
import { CONTEXTS } from '../ids';
import { inBackground } from './inBackground';
import type { Run } from './run';
import type { Runs } from './runs';

/** Tells the editor once a copy has come to its end, so that the walkthrough marks its step. */
export function tellHasCopied(runs: Runs, log: Log): { dispose: () => void } {
  let told = false;
  const tell = (): void => {
    if (told || !runs.list().some(isCopied)) return;
    told = true;
    const set = vscode.commands.executeCommand('setContext', CONTEXTS.hasCopied, true);
    inBackground(log, 'Telling of a copy', set);
  };
  tell();
  return runs.onDidChange(tell);
}

function isCopied(run: Run): boolean {
  if (run.state !== 'finished' || run.result.dryRun === true) return false;
  return run.result.status === 'done' || run.result.status === 'incomplete';
}
