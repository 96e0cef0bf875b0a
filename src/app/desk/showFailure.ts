import * as vscode from 'vscode';
import type { Failure, FailureCode } from '../../core/model/failure';
import type { Log } from '../../core/ports';
import { COMMANDS, SETTINGS } from '../ids';
import { BUTTON_WORDS, failureButtons } from './failureButtons';
import type { FailureSetting } from './failureButtons';
import { inBackground } from './inBackground';
import { showSettings } from './showSettings';

/** Logs a failure, shows it to the user, and does what the chosen button says. Nobody waits for the user. */
export type ShowFailure = (failure: FailureNotice, setting?: FailureSetting) => void;

/** A Failure, or as much of it as a result document keeps. */
export type FailureNotice = Failure | { readonly code: FailureCode; readonly message: string };

/** The one place where a failure becomes a notification. */
export function failurePresenter(log: Log): ShowFailure {
  return (failure, setting = {}) => {
    log.error(`${failure.message} (${failure.code})`);
    inBackground(log, 'Acting on a notification', present(failure, setting));
  };
}

async function present(failure: FailureNotice, setting: FailureSetting): Promise<void> {
  const buttons = failureButtons(failure.code, setting);
  const words = buttons.map((button) => BUTTON_WORDS[button]);
  const chosen = await vscode.window.showErrorMessage(failure.message, ...words);
  switch (chosen === undefined ? undefined : buttons[words.indexOf(chosen)]) {
    case 'Edit Endpoint':
      await vscode.commands.executeCommand(COMMANDS.editEndpoint, setting.endpointId);
      return;
    case 'Set Up a Tunnel…':
      await vscode.commands.executeCommand(COMMANDS.setUpTunnel, setting.endpointId);
      return;
    case 'Open Settings':
      await showSettings(`${SETTINGS.section}.copy`);
      return;
    case 'Options…':
      await setting.options?.();
      return;
    case 'Show Log':
      await vscode.commands.executeCommand(COMMANDS.showLog);
      return;
    case 'Retry':
      await setting.retry?.();
      return;
    case 'Resume':
      await setting.resume?.();
      return;
    case undefined:
      return;
  }
}
