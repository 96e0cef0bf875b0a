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

/** Asks for a line of text. The text, or how the user left. */
export async function askText(
  question: TextQuestion,
  position: Position,
): Promise<{ text: string } | 'back' | 'cancel'> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.step = position.total === 1 ? undefined : position.step;
  box.totalSteps = position.total === 1 ? undefined : position.total;
  box.prompt = question.prompt;
  box.value = question.value;
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  box.buttons = position.canGoBack ? [vscode.QuickInputButtons.Back] : [];
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
        box.onDidTriggerButton(() => {
          resolve('back');
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
