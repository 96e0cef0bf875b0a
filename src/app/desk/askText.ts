import * as vscode from 'vscode';
import type { Position } from './steps';

/** One question for a line of text. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with the text; undefined when nothing is. */
  readonly validate?: (text: string) => string | undefined;
}

/** A button beside the question. */
export interface TextButton {
  readonly icon: string;
  readonly tooltip: string;
}

type Left = 'back' | 'cancel';

/**
 * Asks for a line of text. The text, or how the user left.
 * @param button answers `pressed`, the text as far as it was written
 */
export async function askText(
  question: TextQuestion,
  position: Position,
): Promise<{ readonly text: string } | Left>;
export async function askText(
  question: TextQuestion,
  position: Position,
  button: TextButton,
): Promise<{ readonly text: string } | { readonly pressed: string } | Left>;
export async function askText(
  question: TextQuestion,
  position: Position,
  button?: TextButton,
): Promise<{ readonly text: string } | { readonly pressed: string } | Left> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.step = position.total === 1 ? undefined : position.step;
  box.totalSteps = position.total === 1 ? undefined : position.total;
  box.prompt = question.prompt;
  box.value = question.value;
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  const back = position.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const own =
    button === undefined ? [] : [{ iconPath: new vscode.ThemeIcon(button.icon), tooltip: button.tooltip }];
  box.buttons = [...back, ...own];
  const subscriptions: vscode.Disposable[] = [];
  try {
    return await new Promise((resolve) => {
      subscriptions.push(
        box.onDidChangeValue(() => {
          // What was wrong is told when the user is done typing, and withdrawn as soon as typing goes on.
          box.validationMessage = undefined;
        }),
        box.onDidAccept(() => {
          const wrong = question.validate?.(box.value);
          if (wrong === undefined) resolve({ text: box.value });
          else box.validationMessage = wrong;
        }),
        box.onDidTriggerButton((pressed) => {
          resolve(pressed === vscode.QuickInputButtons.Back ? 'back' : { pressed: box.value });
        }),
        box.onDidHide(() => {
          resolve('cancel');
        }),
      );
      box.show();
    });
  } finally {
    vscode.Disposable.from(...subscriptions, box).dispose();
  }
}
